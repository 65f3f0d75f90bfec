const minuteInMs = 60_000;
const hourInMs = 60 * minuteInMs;
const dayInMs = 24 * hourInMs;

/** `40 s`, `26 min`, `10 h 5 min`, `3 d 8 h`: its two largest units. */
export function durationText(inMs: number): string {
  const seconds = Math.max(0, Math.floor(inMs / 1_000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return joined(hours, 'h', minutes % 60, 'min');
  return joined(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function joined(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** `3 days`, `1 day`, `10 h`: its largest unit, for a headline or a column; never none of it. */
export function roughDuration(inMs: number): string {
  if (inMs >= dayInMs) return counted(Math.floor(inMs / dayInMs), 'day');
  if (inMs >= hourInMs) return `${Math.floor(inMs / hourInMs)} h`;
  return inMs < minuteInMs ? 'less than a minute' : `${Math.floor(inMs / minuteInMs)} min`;
}

/** `1 job`, `2 jobs`, `1,000 jobs`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${numberText(count)} ${count === 1 ? one : many}`;
}

export function numberText(value: number): string {
  return value.toLocaleString('en-GB');
}
