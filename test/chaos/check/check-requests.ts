import type { LogEntry } from '../../../dev/graph/server/request-log.ts';
import type { Books, Kill } from '../books/books.ts';
import { iso, type Violation } from './violation.ts';

/** So long a host may need to write the time down; killed before, it has not heard it. */
const writingInMs = 5_000;
/** What was on its way when the order to wait came. */
const underWayInMs = 1_500;
const slackInMs = 100;

/** I5: nobody is asked again before the time it named. A host that was killed at once may not have been able to write it down. */
export function checkPauses({
  requests,
  posts,
  kills,
  retryAfterInMs,
}: Pick<Books, 'requests' | 'posts' | 'kills' | 'retryAfterInMs'>): Violation[] {
  const toGraph = Map.groupBy(requests.filter(isGraph), ({ tenantId, clientId, path }) => `${tenantId}${limitOf(path)} as ${clientId}`);
  const sides = [
    ...[...toGraph].map(([who, entries]) => ({
      who: `Graph for ${who}`,
      calls: entries.map(({ at, status }) => ({ at: Date.parse(at), status })),
    })),
    { who: 'the channel', calls: posts },
  ];
  return sides.flatMap(({ who, calls }) =>
    early(calls, kills, retryAfterInMs).map((what): Violation => ({ invariant: 'I5', harm: 'tooEarly', what: `${who}: ${what}` })),
  );
}

// The reports have a limit of their own, and say nothing of anything else. https://learn.microsoft.com/graph/throttling-limits
function limitOf(path: string): string {
  return path.startsWith('/v1.0/auditLogs/') ? "'s reports" : '';
}

function isGraph({ service, path }: LogEntry): boolean {
  return service === 'graph' && path.startsWith('/v1.0/');
}

function early(calls: readonly { at: number; status: number }[], kills: readonly Kill[], retryAfterInMs: number): string[] {
  return calls
    .filter(({ status }) => status === 429)
    .flatMap(({ at }) => {
      const next = calls.find((call) => call.at > at + underWayInMs && call.at < at + retryAfterInMs - slackInMs);
      if (next === undefined || kills.some((kill) => kill.at >= at && kill.at <= at + writingInMs)) return [];
      return [`asked again at ${iso(next.at)}, after the order of ${iso(at)} to wait ${retryAfterInMs / 1000} s`];
    });
}

/** I6: the token of a tenant opens only what is this tenant's. */
export function checkTenants({ requests, owners }: Pick<Books, 'requests' | 'owners'>): Violation[] {
  return requests.flatMap(({ service, tenantId, path, batch, at }) => {
    if (service !== 'graph') return [];
    const paths = [path, ...(batch ?? []).map(({ url }) => url)];
    const foreign = paths.map(ownerIn(owners)).find((owner) => owner !== undefined && owner !== tenantId);
    return foreign === undefined
      ? []
      : [{ invariant: 'I6', harm: 'wrongTenant', what: `${at}: a token of ${tenantId} was sent for ${foreign}` }];
  });
}

function ownerIn(owners: Books['owners']): (path: string) => string | undefined {
  return (path) => owners.get(/servicePrincipals\/([^/?]+)/.exec(path)?.[1] ?? '');
}
