import { isGuid } from './domain/guid.ts';

// By hand and not by a schema: every start reads the settings before it can answer, and a library for schemas would load with them.

/** What the text of a setting says, or what to give instead of it. */
type Reading<Value> = { value: Value } | { fault: string };
type Reader<Value> = (text: string) => Reading<Value>;

/** How one setting is read, and what holds without it. */
export interface Setting<Value> {
  read: Reader<Value>;
  absent: Value;
}

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

// What the parser would mend or drop is no address that anybody meant: blanks, backslashes, a missing slash, an empty name before an `@`.
const plainAddress = /^[a-z]+:\/\/[^\s/?#\\@.][^\s/?#\\@]*(?:[/?#][^\s\\]*)?$/i;

/** The address, if it is one that may be called: https, or http on loopback, and neither a name nor a password stands in it. */
function safeUrlOf(given: string): URL | undefined {
  const url = plainAddress.test(given) ? urlOf(given) : undefined;
  const isSafe = url?.protocol === 'https:' || (url?.protocol === 'http:' && isLoopbackHost(url.hostname));
  return isSafe && url?.username === '' && url.password === '' ? url : undefined;
}

function accept<Value>(value: Value): Reading<Value> {
  return { value };
}

/** The text as it stands, if it passes. */
function texts(passes: (text: string) => boolean, fault: string): Reader<string> {
  return (text) => (passes(text) ? { value: text } : { fault });
}

/** What `next` makes of it, once `first` has taken it. */
function both<Between, Value>(first: Reader<Between>, next: (value: Between) => Reading<Value>): Reader<Value> {
  return (text) => {
    const reading = first(text);
    return 'fault' in reading ? reading : next(reading.value);
  };
}

export function optional<Value>(read: Reader<Value>): Setting<Value | undefined> {
  return { read, absent: undefined };
}

export function withDefault<Value>(absent: Value, read: Reader<Value>): Setting<Value> {
  return { read, absent };
}

/** Any text. */
export const text: Reader<string> = accept;

export function oneOf<const Choice extends string>(...choices: readonly Choice[]): Reader<Choice> {
  const fault = `give ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`;
  return (given) => {
    const value = choices.find((choice) => choice === given);
    return value === undefined ? { fault } : { value };
  };
}

/** An origin without path: https anywhere, http only on loopback. */
export const originUrl = both(
  texts((given) => {
    const url = safeUrlOf(given);
    return url?.pathname === '/' && !url.search && !url.hash;
  }, 'give an https origin without a path, such as https://graph.microsoft.com (http only on 127.0.0.1)'),
  (given) => accept(new URL(given).origin),
);

/** A URL with an optional path: https anywhere, http only on loopback. No trailing slash. */
export const baseUrl = both(
  texts((given) => {
    const url = safeUrlOf(given);
    return url !== undefined && !url.search && !url.hash;
  }, 'give an https address without a query (http only on 127.0.0.1)'),
  (given) => accept(given.replace(/\/+$/, '')),
);

/** Where the keys of the token authority are. */
export const keysUrl = texts((given) => {
  const url = safeUrlOf(given);
  return url !== undefined && !url.hash;
}, 'give an https address (http only on 127.0.0.1)');

/** An origin of a browser: one by one, since whoever may write a wildcard may be anybody. */
export const corsOrigin = both(
  originUrl,
  texts((origin) => !origin.includes('*'), 'name each origin; a wildcard is not permitted'),
);

export const guid: Reader<string> = (given) => (isGuid(given) ? accept(given.toLowerCase()) : { fault: 'give a GUID' });

const audienceError = 'give the client id (a GUID) of the registration of this API';

/** A client id, or the identifier URI that tokens of version 1 are made for. */
export const audience: Reader<string> = (given) => {
  if (isGuid(given)) return accept(given.toLowerCase());
  return /^(?:api|https):\/\/[^\s?#]+$/.test(given) ? accept(given) : { fault: audienceError };
};

function isPair(ids: readonly string[]): boolean {
  return ids.length === 2 && ids.every(isGuid);
}

/** A person or an application of a tenant, as paths write it. */
export const principalId = both(
  texts((given) => isPair(given.split('.')), 'give {tenant id}.{object id}, two GUIDs joined by a dot'),
  (given) => accept(given.toLowerCase()),
);

/** Microsoft's token authorities, or any https authority on loopback. */
export const loginUrl = both(
  originUrl,
  texts(
    (origin) => {
      const { protocol, hostname } = new URL(origin);
      return protocol === 'https:' && (cloudLoginHosts.includes(hostname) || isLoopbackHost(hostname));
    },
    `give https:// and one of ${cloudLoginHosts.join(', ')}`,
  ),
);

/** A Workflows webhook: a credential, so no message ever shows it. */
export const workflowsUrl = both(
  texts(
    (given) => !(urlOf(given)?.hostname ?? '').endsWith('webhook.office.com'),
    'this is an Office 365 connector address, which Microsoft has retired: create a Workflows webhook in the channel and give its URL',
  ),
  texts(
    (given) => {
      const url = safeUrlOf(given);
      if (url === undefined) return false;
      if (isLoopbackHost(url.hostname)) return true;
      const hostname = url.hostname.toLowerCase();
      return url.port === '' && workflowHosts.some((suffix) => hostname.endsWith(suffix));
    },
    `give the https URL of a Workflows webhook (a host that ends in ${workflowHosts.slice(0, 2).join(' or ')})`,
  ),
);

/** Any other https webhook; http only on loopback. */
export const webhookUrl = texts(
  (given) => safeUrlOf(given) !== undefined,
  'give an https URL without a name or a password in it (http only on 127.0.0.1)',
);

/** A comma-separated list; blanks around the items and empty items are dropped. */
export function listOf<Item>(item: Reader<Item>): Setting<Item[]> {
  return withDefault<Item[]>([], (given) => {
    const parts = given.split(',').map((part) => part.trim());
    const readings = parts.filter(Boolean).map(item);
    const faulty = readings.find((reading) => 'fault' in reading);
    return faulty ?? accept(readings.flatMap((reading) => ('value' in reading ? [reading.value] : [])));
  });
}

export function wholeNumber(minimum: number, maximum: number, byDefault: number): Setting<number> {
  return withDefault(byDefault, (given) => {
    const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    return value >= minimum && value <= maximum ? accept(value) : { fault: `give a whole number from ${minimum} to ${maximum}` };
  });
}

/** A period that a six-field schedule can express exactly. */
export function schedulePeriod(minimum: number, maximum: number, byDefault: number): Setting<number> {
  const { read } = wholeNumber(minimum, maximum, byDefault);
  const isExact = (seconds: number) => 60 % seconds === 0 || (seconds % 60 === 0 && 3600 % seconds === 0);
  const fault = 'give a number of seconds that divides 60, or a multiple of 60 that divides 3600';
  return withDefault(
    byDefault,
    both(read, (seconds) => (isExact(seconds) ? accept(seconds) : { fault })),
  );
}

const flags: Readonly<Record<string, boolean>> = {
  ...Object.fromEntries(['true', '1', 'yes', 'on', 'y', 'enabled'].map((word) => [word, true])),
  ...Object.fromEntries(['false', '0', 'no', 'off', 'n', 'disabled'].map((word) => [word, false])),
};

export function flag(byDefault: boolean): Setting<boolean> {
  return withDefault(byDefault, (given) => {
    const word = given.toLowerCase();
    return Object.hasOwn(flags, word) ? accept(flags[word] === true) : { fault: 'give true or false' };
  });
}
