/** `/api/v1/tenants/…/check`: where the API has something, from the parts of its address as they are. */
export function apiPath(...parts: readonly string[]): string {
  return ['/api/v1', ...parts.map(encodeURIComponent)].join('/');
}
