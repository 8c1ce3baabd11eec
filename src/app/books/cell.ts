/** One cell of a CSV: quoted where needed; a leading sign that a spreadsheet would take for a formula is made plain text. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
