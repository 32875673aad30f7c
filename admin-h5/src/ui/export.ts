import type { Column } from './table';

/** Saves rows as an Excel sheet. The writer is fetched when it is first needed. */
export async function saveXlsx<T>(
  name: string,
  columns: readonly Column<T>[],
  rows: readonly T[],
): Promise<void> {
  const { default: write } = await import('write-excel-file/browser');
  const head = columns.map((c) => ({ value: c.title, fontWeight: 'bold' as const }));
  const body = rows.map((row) =>
    columns.map((column) => {
      const value = column.text(row);
      return typeof value === 'number' ? { value, type: Number } : { value, type: String };
    }),
  );
  await write([head, ...body], {
    columns: columns.map((c) => ({ width: Math.max(10, Math.round((c.width ?? 110) / 8)) })),
    stickyRowsCount: 1,
  }).toFile(`${name}.xlsx`);
}

/** Saves rows as UTF-8 CSV with the mark Excel needs to read Chinese. */
export function saveCsv<T>(name: string, columns: readonly Column<T>[], rows: readonly T[]): void {
  const lines = [
    columns.map((c) => c.title),
    ...rows.map((row) => columns.map((c) => c.text(row))),
  ];
  const text = lines.map((line) => line.map(cell).join(',')).join('\r\n');
  const url = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = `${name}.csv`;
  link.click();
  // Some browsers begin to read only after the click has been dealt with.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Quotes a cell; a leading sign a spreadsheet would run as a formula is disarmed. */
export function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
