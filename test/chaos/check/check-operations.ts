import type { OperationRecord } from '../../../lib/domain/operation/operation.ts';
import type { Books, Order } from '../books/books.ts';
import type { Violation } from './violation.ts';

interface Post {
  job: string;
  action: string;
  at: number;
}

const slackInMs = 50;

/** I8: an accepted operation reaches Graph at most once, is not lost, and one key has one answer. */
export function checkOperations({ requests, operations, orders }: Pick<Books, 'requests' | 'operations' | 'orders'>): Violation[] {
  const posts = requests.flatMap(postOf);
  return [...checkPosts(posts, operations), ...orders.flatMap((order) => checkOrder(order, operations)), ...checkEnds(posts, operations)];
}

/** The actions that Graph was asked for, whatever became of them. */
export function postOf({ service, method, path, tenantId, at }: Books['requests'][number]): Post[] {
  const found = /servicePrincipals\/([^/]+)\/synchronization\/jobs\/([^/]+)\/(\w+)$/.exec(path);
  if (service !== 'graph' || method !== 'POST' || found === null) return [];
  const [, servicePrincipalId, jobId = '', action = ''] = found;
  return [{ job: `${tenantId}/${servicePrincipalId}/${decodeURIComponent(jobId)}`, action, at: Date.parse(at) }];
}

function jobOf({ tenantId, servicePrincipalId, jobId }: OperationRecord): string {
  return `${tenantId}/${servicePrincipalId}/${jobId}`;
}

/** Graph knows no action to clear a quarantine: it is a restart with one scope. */
function graphAction({ action }: OperationRecord): string {
  return action === 'clearQuarantine' ? 'restart' : action;
}

/** Every POST belongs to an operation that had written that it would post, and no operation has two. */
function checkPosts(posts: readonly Post[], operations: readonly OperationRecord[]): Violation[] {
  const free = new Set(operations.filter(({ postingAt }) => postingAt !== undefined));
  return posts.flatMap((post) => {
    const its = [...free].filter(
      (operation) =>
        jobOf(operation) === post.job &&
        graphAction(operation) === post.action &&
        Date.parse(operation.postingAt ?? '') <= post.at + slackInMs,
    );
    const latest = its.toSorted((one, other) => Date.parse(other.postingAt ?? '') - Date.parse(one.postingAt ?? ''))[0];
    if (latest !== undefined) free.delete(latest);
    return latest !== undefined
      ? []
      : [
          {
            invariant: 'I8',
            harm: 'doublePost',
            what: `${post.job}: ${post.action} of ${new Date(post.at).toISOString()} belongs to no operation, or to one that had posted`,
          },
        ];
  });
}

function checkOrder({ key, job, answers }: Order, operations: readonly OperationRecord[]): Violation[] {
  const accepted = answers.filter(({ status }) => status === 202);
  const ids = new Set(accepted.map(({ location }) => location?.split('/').at(-1)));
  if (ids.size > 1)
    return [{ invariant: 'I8', harm: 'toldWrongly', what: `${job}: the key ${key} was answered with ${ids.size} operations` }];
  const first = accepted[0]?.at ?? Number.POSITIVE_INFINITY;
  // Once taken, a key is never refused.
  const refused = answers.find(({ at, status }) => at > first && status >= 400 && status < 500);
  if (refused !== undefined)
    return [
      { invariant: 'I8', harm: 'toldWrongly', what: `${job}: the key ${key} was accepted, and later refused with ${refused.status}` },
    ];
  const [id] = ids;
  if (id === undefined || operations.some(({ operationId }) => operationId === decodeURIComponent(id))) return [];
  return [{ invariant: 'I8', harm: 'lost', what: `${job}: the accepted operation ${id} is not kept` }];
}

/** What is called done was sent, or says that only its effect was seen; and nothing waits that never was. */
function checkEnds(posts: readonly Post[], operations: readonly OperationRecord[]): Violation[] {
  return operations.flatMap((operation): Violation[] => {
    const { operationId, status, postingAt, effectSeen } = operation;
    const sent = posts.some(({ job, at }) => job === jobOf(operation) && at >= Date.parse(postingAt ?? '') - slackInMs);
    if (status === 'Succeeded' && !sent && effectSeen === undefined)
      return [{ invariant: 'I8', harm: 'toldWrongly', what: `${operationId} is called Succeeded, but Graph was never asked` }];
    // An effect that does not show is looked for during ten minutes.
    if (status === 'NotStarted' || (status === 'Running' && postingAt === undefined))
      return [{ invariant: 'I8', harm: 'lost', what: `${operationId} is still ${status}` }];
    return [];
  });
}
