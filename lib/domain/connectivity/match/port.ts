/** Whether a number can be that of a port. https://www.rfc-editor.org/rfc/rfc6335#section-6 */
export function isPort(number: number): boolean {
  return number >= 1 && number <= 65_535;
}
