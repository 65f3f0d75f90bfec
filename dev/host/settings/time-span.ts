const pattern =
  /^(?<sign>-)?(?:(?<days>\d+)\.)?(?<hours>\d{1,2}):(?<minutes>[0-5]?\d)(?::(?<seconds>[0-5]?\d)(?:\.(?<fraction>\d{1,7}))?)?$/;

/** Milliseconds of a .NET TimeSpan such as `00:00:30` or `1.02:00:00`; undefined when the text is none. */
export function parseTimeSpan(text: string): number | undefined {
  const parts = pattern.exec(text.trim())?.groups;
  if (!parts) return undefined;
  const hours = Number(parts.hours);
  if (hours > 23) return undefined;
  const minutes = (Number(parts.days ?? 0) * 24 + hours) * 60 + Number(parts.minutes);
  const milliseconds = (minutes * 60 + Number(parts.seconds ?? 0)) * 1000 + Math.round(Number(`0.${parts.fraction ?? 0}`) * 1000);
  return parts.sign ? -milliseconds : milliseconds;
}
