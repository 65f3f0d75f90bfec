const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export type Zone = 'utc' | 'local';

interface Parts {
  year: number;
  month: string;
  day: number;
  clock: string;
  zoneName: string;
}

/** `26 Nov, 12:44 UTC`, as the cards have it; the year where it is another than now. */
export function timeText(iso: string | number, now: number, zone: Zone = 'utc'): string {
  const { year, month, day, clock, zoneName } = partsOf(new Date(iso), zone);
  const isOtherYear = year !== partsOf(new Date(now), zone).year;
  return `${day} ${month}${isOtherYear ? ` ${year}` : ''}, ${clock} ${zoneName}`;
}

const isoTime = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g;

/** A sentence of the API with its times as they are written here. */
export function withPlainTimes(text: string, now: number, zone: Zone): string {
  return text.replaceAll(isoTime, (iso) => timeText(iso, now, zone));
}

function partsOf(date: Date, zone: Zone): Parts {
  const two = (value: number) => String(value).padStart(2, '0');
  if (zone === 'utc') {
    const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
    return { year: date.getUTCFullYear(), month: months[date.getUTCMonth()] ?? '', day: date.getUTCDate(), clock, zoneName: 'UTC' };
  }
  const clock = `${two(date.getHours())}:${two(date.getMinutes())}`;
  return { year: date.getFullYear(), month: months[date.getMonth()] ?? '', day: date.getDate(), clock, zoneName: offsetOf(date) };
}

/** `UTC+1`, for an hour without its zone could be anybody's. */
function offsetOf(date: Date): string {
  const minutes = -date.getTimezoneOffset();
  if (minutes === 0) return 'UTC';
  const hours = Math.floor(Math.abs(minutes) / 60);
  const rest = Math.abs(minutes) % 60;
  return `UTC${minutes < 0 ? '−' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
