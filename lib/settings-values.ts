import * as z from 'zod';

const cloudLoginHosts = ['login.microsoftonline.com', 'login.microsoftonline.us', 'login.partner.microsoftonline.cn'];
// Hosts of the Teams Workflows webhooks, all clouds: https://learn.microsoft.com/power-automate/ip-address-configuration
const workflowHosts = [
  '.logic.azure.com',
  '.environment.api.powerplatform.com',
  '.logic.azure.us',
  '.environment.api.gov.powerplatform.microsoft.us',
  '.logic.azure.cn',
];

export function isLoopbackHost(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

function urlOf(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/** The address, if it is one that may be called: https, or http on loopback, and neither a name nor a password stands in it. */
function safeUrlOf(text: string): URL | undefined {
  const url = urlOf(text);
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe && url?.username === '' && url.password === '' ? url : undefined;
}

/** An origin without path: https anywhere, http only on loopback. */
export const originUrl = z
  .string()
  .refine((text) => {
    const url = safeUrlOf(text);
    return url?.pathname === '/' && !url.search && !url.hash;
  }, 'give an https origin without a path, such as https://graph.microsoft.com (http only on 127.0.0.1)')
  .transform((text) => new URL(text).origin);

/** A URL with an optional path: https anywhere, http only on loopback. No trailing slash. */
export const baseUrl = z
  .string()
  .refine((text) => {
    const url = safeUrlOf(text);
    return url !== undefined && !url.search && !url.hash;
  }, 'give an https address without a query (http only on 127.0.0.1)')
  .transform((text) => text.replace(/\/+$/, ''));

/** Where the keys of the token authority are. */
export const keysUrl = z.string().refine((text) => {
  const url = safeUrlOf(text);
  return url !== undefined && !url.hash;
}, 'give an https address (http only on 127.0.0.1)');

/** An origin of a browser: one by one, since whoever may write a wildcard may be anybody. */
export const corsOrigin = originUrl.refine((origin) => !origin.includes('*'), 'name each origin; a wildcard is not permitted');

const audienceError = 'give the client id (a GUID) of the registration of this API';

/** A client id, or the identifier URI that tokens of version 1 are made for. */
export const audience = z.union(
  [z.guid().transform((text) => text.toLowerCase()), z.string().regex(/^(?:api|https):\/\/[^\s?#]+$/, audienceError)],
  { error: audienceError },
);

/** A person or an application of a tenant, as paths write it. */
export const principalId = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}$/i, 'give {tenant id}.{object id}, two GUIDs joined by a dot')
  .transform((text) => text.toLowerCase());

/** Microsoft's token authorities, or any https authority on loopback. */
export const loginUrl = originUrl.refine(
  (origin) => {
    const { protocol, hostname } = new URL(origin);
    return protocol === 'https:' && (cloudLoginHosts.includes(hostname) || isLoopbackHost(hostname));
  },
  `give https:// and one of ${cloudLoginHosts.join(', ')}`,
);

/** A Workflows webhook: a credential, so no message ever shows it. */
export const workflowsUrl = z
  .string()
  .refine(
    (text) => !(urlOf(text)?.hostname ?? '').endsWith('webhook.office.com'),
    'this is an Office 365 connector address, which Microsoft has retired: create a Workflows webhook in the channel and give its URL',
  )
  .refine(
    (text) => {
      const url = safeUrlOf(text);
      if (url === undefined) return false;
      if (isLoopbackHost(url.hostname)) return true;
      const hostname = url.hostname.toLowerCase();
      return url.port === '' && workflowHosts.some((suffix) => hostname.endsWith(suffix));
    },
    `give the https URL of a Workflows webhook (a host that ends in ${workflowHosts.slice(0, 2).join(' or ')})`,
  );

/** Any other https webhook; http only on loopback. */
export const webhookUrl = z
  .string()
  .refine((text) => safeUrlOf(text) !== undefined, 'give an https URL without a name or a password in it (http only on 127.0.0.1)');

export const guid = z.guid('give a GUID').transform((text) => text.toLowerCase());

/** A comma-separated list; blanks around the items and empty items are dropped. */
export function listOf<Item>(item: z.ZodType<Item, string>) {
  return z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .pipe(z.array(item));
}

export function wholeNumber(minimum: number, maximum: number, byDefault: number) {
  const message = `give a whole number from ${minimum} to ${maximum}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, message)
    .transform(Number)
    .refine((value) => value >= minimum && value <= maximum, message)
    .default(byDefault);
}

/** A period that a six-field schedule can express exactly. */
export function schedulePeriod(minimum: number, maximum: number, byDefault: number) {
  return wholeNumber(minimum, maximum, byDefault).refine(
    (seconds) => 60 % seconds === 0 || (seconds % 60 === 0 && 3600 % seconds === 0),
    'give a number of seconds that divides 60, or a multiple of 60 that divides 3600',
  );
}

export function flag(byDefault: boolean) {
  return z.stringbool({ error: 'give true or false' }).default(byDefault);
}
