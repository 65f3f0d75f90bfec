// What Graph sends nearly always: UTC and a day that every such month has. The text itself then is the answer, without any calendar.
const plainPattern =
  /^(?!000[01]|9999)\d{4}-(?:(?:0[13-9]|1[0-2])-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z$/;
// DateTime.MaxValue of .NET: a time that does not come, as year 1 is one that never was.
const lastYear = 9999;
const secondsEndAt = 'YYYY-MM-DDThh:mm:ss'.length;
const timePattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}:\d{2}:\d{2})(\.\d{1,3})?\d*(Z|[+-]\d{2}:\d{2})?$/i;

/**
 * A DateTimeOffset of Graph as UTC ISO text with milliseconds; undefined for what is no time. Fractions of seven digits are cut.
 * Graph's times are UTC where no offset is given. https://learn.microsoft.com/graph/traverse-the-graph
 */
export function parseTime(text: string): string | 'never' | undefined {
  if (plainPattern.test(text)) {
    const fraction = text
      .slice(secondsEndAt + 1, -1)
      .slice(0, 3)
      .padEnd(3, '0');
    return `${text.slice(0, secondsEndAt)}.${fraction}Z`;
  }
  const [, year = '', month = '', day = '', time = '', fraction = '', offset = 'Z'] = timePattern.exec(text) ?? [];
  if (year === '') return undefined;
  if (Number(year) <= 1 || Number(year) === lastYear) return 'never';
  const isDay = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(`${year}-${month}-${day}`);
  const milliseconds = Date.parse(`${year}-${month}-${day}T${time}${fraction}${offset.toUpperCase()}`);
  return isDay && !Number.isNaN(milliseconds) ? new Date(milliseconds).toISOString() : undefined;
}

const durationPattern = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/;
// TimeSpan.MaxValue of .NET, which a job that never runs by itself carries as its interval.
const maximumDays = 10_675_199;

/** An ISO 8601 duration in seconds, `never` for the .NET maximum; undefined for what is no duration. `PT1M` is a minute. */
export function parseDuration(text: string): number | 'never' | undefined {
  const match = /\d/.test(text) ? durationPattern.exec(text) : null;
  if (match === null) return undefined;
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return days >= maximumDays ? 'never' : ((days * 24 + hours) * 60 + minutes) * 60 + seconds;
}
