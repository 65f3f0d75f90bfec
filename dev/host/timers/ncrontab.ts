interface Field {
  name: string;
  min: number;
  max: number;
  names?: readonly string[];
}

const fields: readonly Field[] = [
  { name: 'second', min: 0, max: 59 },
  { name: 'minute', min: 0, max: 59 },
  { name: 'hour', min: 0, max: 23 },
  { name: 'day', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] },
  { name: 'day of week', min: 0, max: 6, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
];

/** 29 February on one given weekday comes back after 28 years, or 40 across a century without a leap year. */
const HORIZON_IN_YEARS = 41;

/** The first due time (ms) after a time (ms), in the time zone of the process; undefined when there is none. */
export type NextOccurrence = (afterInMs: number) => number | undefined;

/**
 * Reads a schedule of six fields `second minute hour day month weekday`, or of five without the seconds. Day and weekday must both match.
 * Throws when it is malformed, naming the field. https://github.com/atifaziz/NCrontab/wiki/Crontab-Expression
 */
export function parseNcrontab(expression: string): NextOccurrence {
  const parts = expression.trim().split(/\s+/);
  if (parts.length === 5) parts.unshift('0');
  if (parts.length !== fields.length) throw new Error(`'${expression}' has not five or six fields`);
  const [seconds, minutes, hours, days, months, weekdays] = fields.map((field, index) => parseField(field, parts[index] ?? '')) as [
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
    Set<number>,
  ];
  return (afterInMs) => {
    const limit = new Date(afterInMs).getFullYear() + HORIZON_IN_YEARS;
    let time = new Date(Math.floor(afterInMs / 1000) * 1000 + 1000);
    while (time.getFullYear() <= limit) {
      if (!months.has(time.getMonth() + 1)) time = new Date(time.getFullYear(), time.getMonth() + 1, 1);
      else if (!days.has(time.getDate()) || !weekdays.has(time.getDay()))
        time = new Date(time.getFullYear(), time.getMonth(), time.getDate() + 1);
      // Below a day the steps are elapsed time: setting local fields could go back in the hour that a clock change repeats.
      else if (!hours.has(time.getHours()))
        time = new Date(time.getTime() + 3_600_000 - (time.getMinutes() * 60 + time.getSeconds()) * 1000);
      else if (!minutes.has(time.getMinutes())) time = new Date(time.getTime() + 60_000 - time.getSeconds() * 1000);
      else if (!seconds.has(time.getSeconds())) time = new Date(time.getTime() + 1000);
      else return time.getTime();
    }
    return undefined;
  };
}

function parseField(field: Field, text: string): Set<number> {
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const { range, step } = /^(?<range>\*|\w+(?:-\w+)?)(?:\/(?<step>\d+))?$/.exec(part)?.groups ?? {};
    if (!range || step === '0') throw new Error(`'${text}' is not a ${field.name}`);
    const [from, to] = boundsOf(field, range, step !== undefined);
    if (from > to) throw new Error(`'${text}' is not a ${field.name}: the range is reversed`);
    for (let value = from; value <= to; value += Number(step ?? 1)) values.add(value);
  }
  return values;
}

function boundsOf(field: Field, range: string, hasStep: boolean): [number, number] {
  if (range === '*') return [field.min, field.max];
  const [first = '', last] = range.split('-');
  const from = numberOf(field, first);
  if (last !== undefined) return [from, numberOf(field, last)];
  return [from, hasStep ? field.max : from];
}

function numberOf(field: Field, text: string): number {
  const index = field.names?.indexOf(text.slice(0, 3).toLowerCase()) ?? -1;
  const value = index >= 0 ? index + field.min : Number(text);
  if (/^\d+$/.test(text) || index >= 0) {
    if (value >= field.min && value <= field.max) return value;
  }
  throw new Error(`'${text}' is not a ${field.name}`);
}
