type Cell = string | number | undefined;

// A spreadsheet takes what begins so for a formula. https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r]/;

/** A table as spreadsheets read it, names of the columns first. https://www.rfc-editor.org/rfc/rfc4180 */
export function csvOf(columns: readonly string[], rows: readonly (readonly Cell[])[]): string {
  return [columns, ...rows].map((row) => `${row.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  const text = String(cell ?? '');
  const harmless = typeof cell === 'string' && formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
