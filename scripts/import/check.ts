import { sheets, type Column, type Fault, type Row, type SheetName } from './columns';

export interface Checked<S extends SheetName> {
  readonly rows: { readonly at: number; readonly values: Row<S> }[];
  readonly faults: Fault[];
}

/** Reads every row by its columns; a faulty row gives one fault per faulty cell and no values. */
export function checkTable<S extends SheetName>(
  sheet: S,
  file: string,
  table: readonly (readonly string[])[],
): Checked<S> {
  const columns: Readonly<Record<string, Column>> = sheets[sheet];
  const [header = [], ...body] = table;
  const faults: Fault[] = [];
  const fault = (row: number, column: string, message: string): void => {
    faults.push({ file, row, column, message });
  };
  const at = new Map(header.map((name, i) => [name.trim(), i]));
  for (const { header: name, required } of Object.values(columns))
    if (required && !at.has(name)) fault(1, name, '缺少这一列');
  if (faults.length > 0) return { rows: [], faults };

  const rows: Checked<S>['rows'] = [];
  body.forEach((cells, i) => {
    const row = i + 2;
    if (cells.every((c) => c.trim() === '')) return;
    const values: Record<string, unknown> = {};
    const before = faults.length;
    for (const [key, { header: name, required, read, hint }] of Object.entries(columns)) {
      const raw = (cells[at.get(name) ?? -1] ?? '').trim();
      if (raw === '') {
        if (required) fault(row, name, `不能为空：${hint}`);
        continue;
      }
      const parsed = read.safeParse(raw);
      if (parsed.success) values[key] = parsed.data;
      else fault(row, name, `“${raw.slice(0, 30)}” 不对：${hint}`);
    }
    // The columns are the row's type; the loop above filled exactly them.
    if (faults.length === before) rows.push({ at: row, values: values as Row<S> });
  });
  if (rows.length === 0 && faults.length === 0) fault(1, '', '没有数据');
  return { rows, faults };
}
