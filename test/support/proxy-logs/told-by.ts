import { readLog } from '../../../lib/domain/connectivity/log/read-log.ts';
import { hostOf } from '../../../lib/domain/connectivity/match/written-host.ts';

const between = '\nConfigure\n';

/** What each of the parts of a log tells, in its order, and how many of its lines hold something; what the lines before them tell is left out. */
export function toldBy(parts: readonly string[], before = '') {
  const told: unknown[][] = [[]];
  const { understood } = readLog([before, ...parts].join(between), {
    line: () => undefined,
    request: ({ port, status, isTunnel, isAborted, durationInMs, ...line }) => {
      const client = line.clientText.slice(line.clientFrom, line.clientTo);
      const time = line.timeText.slice(line.timeFrom, line.timeTo);
      told.at(-1)?.push({ port, status, time, isTunnel, isAborted, durationInMs, client, host: hostOf(line) });
    },
    unclear: (line) => told.at(-1)?.push(`unclear ${hostOf(line)}`),
    heading: () => told.push([]),
    other: (text, from, to) => (told.at(-1)?.push(text.slice(from, to)) ?? 0) < 0,
  });
  return { told: told.slice(1), understood };
}
