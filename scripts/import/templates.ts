import { mkdirSync } from 'node:fs';
import path from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { sheets, type SheetName } from './columns';

/** One Excel file a sheet with header, example row and a second page that explains the columns. */
export async function writeTemplates(dir: string): Promise<string[]> {
  mkdirSync(dir, { recursive: true });
  const files: string[] = [];
  for (const name of Object.keys(sheets) as SheetName[]) {
    const columns = Object.values(sheets[name]);
    const file = path.join(dir, `${name}.xlsx`);
    const header = columns.map((c) => ({ value: c.header, fontWeight: 'bold' as const }));
    const example = columns.map((c) => ({ value: c.example }));
    const notes = [
      [{ value: '列', fontWeight: 'bold' as const }, { value: '必填' }, { value: '说明' }],
      ...columns.map((c) => [
        { value: c.header },
        { value: c.required ? '是' : '否' },
        { value: c.hint },
      ]),
    ];
    await writeXlsxFile([
      { sheet: '数据', data: [header, example], columns: columns.map(() => ({ width: 18 })) },
      { sheet: '说明', data: notes, columns: [{ width: 18 }, { width: 8 }, { width: 48 }] },
    ]).toFile(file);
    files.push(file);
  }
  return files;
}
