/** The last part of an address, which is what Microsoft calls the page. */
export function pageName(source: string): string {
  const { pathname, hostname } = new URL(source);
  return pathname.split('/').filter(Boolean).at(-1) ?? hostname;
}
