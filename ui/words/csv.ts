type Cell = string | number | boolean | undefined;

// A spreadsheet takes what begins so for a formula. https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r]/;

/** A table as spreadsheets read it: each row by the names of the columns, which stand above them. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvOf(rows: readonly Readonly<Record<string, Cell>>[]): string {
  return [Object.keys(rows[0] ?? {}), ...rows.map(Object.values)].map((row: Cell[]) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  const harmless = typeof cell === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
