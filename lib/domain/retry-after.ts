const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekdays = '(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?';
const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';

// The three forms every recipient has to accept: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7
const dateForms = [
  new RegExp(`^${weekdays}, (?<day>\\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^${weekdays}, (?<day>\\d{2})-(?<month>[A-Z][a-z]{2})-(?<year>\\d{2}) ${time} GMT$`),
  new RegExp(`^${weekdays} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/**
 * How long a server asks us to stay away, in milliseconds from `nowInMs`; a date in the past is 0.
 * Undefined when the header is absent or cannot be understood (negative, text, an impossible date). Never NaN and not
 * capped: what to make of an hour or of a century is its caller's decision. Of several values the longest counts.
 */
export function parseRetryAfter(header: string | null | undefined, nowInMs: number): number | undefined {
  const text = header?.trim() ?? '';
  const parts = text.split(',').map((part) => part.trim());
  if (parts.every((part) => /^\d+(?:\.\d+)?$/.test(part))) {
    return Math.min(Math.ceil(Math.max(...parts.map(Number)) * 1000), Number.MAX_SAFE_INTEGER);
  }
  const date = parseHttpDate(text, nowInMs);
  return date === undefined ? undefined : Math.max(0, date - nowInMs);
}

/** An HTTP date in any of its three forms as milliseconds since the epoch; undefined when it is none or does not exist. */
export function parseHttpDate(text: string, nowInMs: number): number | undefined {
  const parts = dateForms.map((form) => form.exec(text)?.groups).find((groups) => groups !== undefined);
  if (parts === undefined) return undefined;
  const { day = '', month = '', year = '', hour = '', minute = '', second = '' } = parts;
  const monthIndex = months.indexOf(month);
  const fullYear = year.length === 2 ? expandYear(Number(year), nowInMs) : Number(year);
  const date = Date.UTC(fullYear, monthIndex, Number(day), Number(hour), Number(minute), Number(second));
  const exists = new Date(date).getUTCDate() === Number(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 61;
  return monthIndex >= 0 && exists ? date : undefined;
}

// A two-digit year more than 50 years ahead means the past century, by the same section of the RFC.
function expandYear(twoDigits: number, nowInMs: number): number {
  const thisYear = new Date(nowInMs).getUTCFullYear();
  const candidate = thisYear - (thisYear % 100) + twoDigits;
  return candidate > thisYear + 50 ? candidate - 100 : candidate;
}
