/**
 * The six-field NCRONTAB schedule of a period in seconds, as timer triggers take it.
 * A period that no schedule expresses gives that of `byDefault`: the settings refuse it with a reason when the app starts.
 * https://learn.microsoft.com/azure/azure-functions/functions-bindings-timer#ncrontab-expressions
 */
export function scheduleOf(period: string | undefined, byDefault: number): string {
  const seconds = Number(period?.trim() || byDefault);
  if (seconds === 60) return '0 * * * * *';
  if (seconds === 3600) return '0 0 * * * *';
  if (Number.isInteger(seconds) && seconds > 0 && seconds < 60 && 60 % seconds === 0) return `*/${seconds} * * * * *`;
  if (Number.isInteger(seconds) && seconds % 60 === 0 && seconds > 0 && 3600 % seconds === 0) return `0 */${seconds / 60} * * * *`;
  return scheduleOf(undefined, byDefault);
}
