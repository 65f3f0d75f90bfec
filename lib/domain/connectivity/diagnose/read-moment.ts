/** A moment by both readings of `1/11/2016`, in milliseconds: only differences between those of one log mean something. NaN by none. */
export interface Moment {
  monthFirst: number;
  dayFirst: number;
}

const longest = 64;
const [msOfSecond, msOfMinute, msOfHour] = [1_000, 60_000, 3_600_000];

// Behind a blank or a sign, or joined to its date: 2016-01-11T08:31, 11/Jan/2016:08:31. No port and no part of an address.
const clock = /(?:^|[^\w.:]|\d\s?T|\d{4}:)(\d{1,2}):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)?(?![\d:])(?:\s?([ap])\.?m)?/i;
const epoch = /(?<![\d.])(\d{9,10}(?:\.\d{1,9})?|\d{13}|\d{16}|\d{19})(?![\d.])/;
const year = '((?:19|20)\\d\\d)';
const yearFirst = new RegExp(`(?<![\\d.])${year}([-/.])(\\d{1,2})\\2(\\d{1,2})(?!\\d)`);
const yearLast = /(?<![\d./-])(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})(?![\d./-])/;
const dayOfMonth = new RegExp(
  `(?<![\\w.])(\\d{1,2})[-/ .]{1,2}([a-z]{3})[a-z]{0,6}(?:[-/ .,]{1,2}(?:${year}(?!\\d)|(\\d{2})(?![\\d.:])))?`,
  'i',
);
const monthAndDay = new RegExp(`(?<![a-z])([a-z]{3})[a-z]{0,6}\\.?\\s{1,2}(\\d{1,2})(?![\\d:])(?:,?\\s{1,2}${year}(?!\\d))?`, 'i');
// Mon Jan 11 08:31:00 UTC 2016
const yearBehindClock = new RegExp(`\\d:\\d\\d\\s(?:[a-z]{3,5}\\s)?${year}(?!\\d)`, 'i');
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * Finds the moment in what a log has before its request, in the spellings of logs: with the date in front of the clock or behind it, with
 * the clock alone, or as seconds or parts of them since 1970.
 */
export function readMoment(text: string): Moment {
  const written = text.length > longest ? text.slice(0, longest) : text;
  const ofClock = readClock(written);
  const seconds = ofClock === undefined ? readEpoch(written) : undefined;
  if (seconds !== undefined) return { monthFirst: seconds, dayFirst: seconds };
  const day = readDay(written);
  if (day === undefined) return { monthFirst: ofClock ?? Number.NaN, dayFirst: ofClock ?? Number.NaN };
  return { monthFirst: day.monthFirst + (ofClock ?? 0), dayFirst: day.dayFirst + (ofClock ?? 0) };
}

function readClock(text: string): number | undefined {
  if (!text.includes(':')) return undefined;
  const [, hours, minutes, seconds = 0, fraction = 0, half] = clock.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 24 || Number(minutes) > 59) return undefined;
  const hour = half === undefined ? Number(hours) : (Number(hours) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
  return hour * msOfHour + Number(minutes) * msOfMinute + Number(`${seconds}.${fraction}`) * msOfSecond;
}

function readEpoch(text: string): number | undefined {
  const [, digits] = epoch.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const isInSeconds = digits.length < 13 || digits.includes('.');
  return Number(digits) * (isInSeconds ? msOfSecond : 10 ** (13 - digits.length));
}

function readDay(text: string): Moment | undefined {
  const first = yearFirst.exec(text);
  if (first !== null) return dayOf(first[1], first[3], first[4]);
  const last = yearLast.exec(text);
  if (last !== null) return readYearLast(last);
  const [, day, dayMonth, full, short] = dayOfMonth.exec(text) ?? [];
  const ofDay = dayOf(full ?? (short && `20${short}`), monthOf(dayMonth), day);
  if (ofDay !== undefined) return ofDay;
  const [, month, monthDay, monthYear] = monthAndDay.exec(text) ?? [];
  return dayOf(monthYear ?? yearBehindClock.exec(text)?.[1], monthOf(month), monthDay);
}

// A point between is only of those who write the day first.
function readYearLast([, one, sign, two, written = '']: RegExpExecArray): Moment | undefined {
  const of = written.length === 2 ? `20${written}` : written;
  const [monthFirst, dayFirst] = [sign === '.' ? undefined : dayOf(of, one, two), dayOf(of, two, one)];
  if (monthFirst === undefined && dayFirst === undefined) return undefined;
  return { monthFirst: monthFirst?.monthFirst ?? Number.NaN, dayFirst: dayFirst?.dayFirst ?? Number.NaN };
}

function monthOf(name: string | undefined): number {
  return name === undefined ? 0 : months.indexOf(name.toLowerCase()) + 1;
}

// Syslog has no years; 2000 has every day.
function dayOf(written: string | undefined, month: string | number | undefined, day: string | undefined): Moment | undefined {
  if (!(Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31)) return undefined;
  const moment = Date.UTC(Number(written ?? 2000), Number(month) - 1, Number(day));
  return { monthFirst: moment, dayFirst: moment };
}
