/**
 * The part of a paging link that may be asked for: path and query below the API version, for example `/servicePrincipals?$skiptoken=…`.
 * Undefined unless the link has exactly our origin and its path is one of ours, so that a token never travels elsewhere.
 * https://learn.microsoft.com/graph/paging
 */
export function checkNextLink(link: string, baseUrl: string, pathPrefix: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const root = new URL(baseUrl);
  const version = '/v1.0';
  const isOurs = url.origin === root.origin && url.username === '' && url.password === '';
  const path = url.pathname.slice(version.length);
  const isExpected =
    url.pathname.startsWith(`${version}/`) &&
    (path === pathPrefix || path.startsWith(`${pathPrefix}/`) || path.startsWith(`${pathPrefix}(`));
  // The SDK looks for "https://" anywhere in a path and would take what follows as the host.
  return isOurs && isExpected && !url.search.includes('://') ? `${path}${url.search}` : undefined;
}
