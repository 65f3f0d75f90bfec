/** What the headers of a request say of where it was written. */
interface Sender {
  method: string;
  /** The `Host` that it named. */
  host: string;
  origin: string | null;
  /** `Sec-Fetch-Site`, which no page can write. https://www.w3.org/TR/fetch-metadata/ */
  fetchSite: string | null;
}

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;
const readingMethods = ['GET', 'HEAD', 'OPTIONS'];
// What stands in front of a service tells it so, each in its own way.
const ofProxies =
  'original|originating|real|remote|arr|azure|appservice|appgw|waws|envoy|cluster|appengine|cloud-trace|amzn-trace|amz-cf|akamai|fastly|varnish|vercel|proxy|proxyuser|backend|scheme|host|http-host|host-name|rewrite|request-start|tunnel|ms-tunnel|ngrok|site-deployment';
const proxyHeader = new RegExp(
  `forwarded|(client|connecting|connection|real)-ip$|^(via|cdn-loop|max-forwards|remote-addr|disguised-host|was-default-hostname|(x-(${ofProxies})|cf|ngrok|tailscale)(-.+)?)$`,
  'i',
);

/** Whether the host is one by which only this machine is reached: a page of another site cannot name it (DNS rebinding). */
export function isLoopback(host: string): boolean {
  return loopback.test(host);
}

/** The header by which something in front of this service shows itself. https://www.rfc-editor.org/rfc/rfc7239 */
export function signOfProxy(headerNames: Iterable<string>): string | undefined {
  return [...headerNames].find((name) => proxyHeader.test(name));
}

/** Whether the request would change something. */
export function isChange(method: string): boolean {
  return !readingMethods.includes(method.toUpperCase());
}

/**
 * Whether a page of another site asks for a change. An origin that is listed may; a request with neither header comes from no page.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function isForeignChange({ method, host, origin, fetchSite }: Sender, listedOrigins: readonly string[]): boolean {
  if (!isChange(method)) return false;
  if (origin !== null && listedOrigins.includes(origin)) return false;
  if (origin !== null && !isOriginOf(origin, host)) return true;
  return fetchSite !== null && !['same-origin', 'none'].includes(fetchSite.toLowerCase());
}

function isOriginOf(origin: string, host: string): boolean {
  const [, scheme = '', named] = /^(https?):\/\/([^/?#@\\]+)$/i.exec(origin) ?? [];
  return named !== undefined && withoutDefaultPort(named, scheme) === withoutDefaultPort(host, scheme);
}

function withoutDefaultPort(host: string, scheme: string): string {
  return host.toLowerCase().replace(scheme.toLowerCase() === 'https' ? /:443$/ : /:80$/, '');
}
