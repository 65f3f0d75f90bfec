/** The last part of an address, which is what Microsoft calls the page; a number alone names nothing, so what it counts stands before it. */
export function pageName(source: string): string {
  const { pathname, hostname } = new URL(source);
  const parts = pathname.split('/').filter(Boolean);
  const last = parts.at(-1) ?? hostname;
  return /^\d+$/.test(last) ? [hostname, ...parts].slice(-2).join('/') : last;
}
