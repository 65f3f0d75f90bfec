import * as z from 'zod';
import { passTimes } from '../../../application/show/fleet/observed-at.ts';
import { listChanges } from '../../../application/show/list-changes.ts';
import { changeKinds } from '../../../domain/view/change-book.ts';
import { changeDocument } from '../../documents/incident/change-document.ts';
import { readCursor, writeCursor } from '../../request/paging/cursor.ts';
import { pagingQuery } from '../../request/paging/paging.ts';
import { emptyPath } from '../../schemas/common.ts';
import { Change } from '../../schemas/incident/change.ts';
import { defineOperation } from '../define-operation.ts';

const textOf = (longest: number) => z.string().max(longest);

const CursorSchema = z
  .tuple([
    z.union([z.iso.datetime({ precision: 3 }), z.literal('')]),
    textOf(22),
    z.tuple([z.iso.datetime({ precision: 3 }), textOf(64), z.enum(changeKinds), z.array(textOf(300)).max(3)]).optional(),
  ])
  .transform(([until, scope, place]) => ({
    until,
    scope,
    ...(place && { place: { stamp: place[0], tenantId: place[1], kind: place[2], key: place[3] } }),
  }));

const link = (description: string) => z.url().optional().meta({ description });

const Changes = z
  .object({
    value: z.array(Change),
    nextLink: link('More is there already.'),
    deltaLink: link('All is told for now: ask here for what changes later.'),
  })
  .meta({ id: 'Changes', description: 'With exactly one of the two links.' });

/** What changed in all that somebody sees. */
export const listChangesOperation = defineOperation({
  id: 'list-changes',
  role: 'Reader',
  tag: 'Fleet',
  summary: 'List what changed since a cursor, oldest first',
  description:
    'For those who mirror the fleet: events of jobs, and incidents and operations as they are now, each at least once, no sooner than the length of a lease after it happened. Without `since` only where to begin: ask for that first, then read the lists, then go on from `deltaLink`. What was published more than seven days ago may be gone.',
  path: emptyPath,
  query: z.strictObject({
    since: z.string().min(1).max(1000).optional().meta({ description: 'Taken from `nextLink` or `deltaLink`; opaque.' }),
    pageSize: pagingQuery.pageSize,
  }),
  answers: {
    200: { description: 'What changed.', schema: Changes },
    204: { description: 'Nothing changed: ask again with the same `since`.' },
  },
  problems: ['InvalidContinuation', 'ChangesGone'],
  async handle({ deps, caller: { visible }, baseUrl, query }) {
    const since = readCursor(CursorSchema, query.since);
    const { leaseInMs, portalBaseUrl } = deps.settings;
    const { value, cursor, isMore } = await listChanges(deps, { visible, since, pageSize: query.pageSize, leaseInMs });
    const readAt = () => passTimes(deps, { visible });
    if (since !== undefined && value.length === 0 && !isMore) return { status: 204, readAt, body: () => undefined };
    const { until, scope, place } = cursor;
    const key = place === undefined ? [until, scope] : [until, scope, [place.stamp, place.tenantId, place.kind, place.key]];
    const parameters = new URLSearchParams({ since: writeCursor(key), pageSize: String(query.pageSize) });
    const next = `${baseUrl}/changes?${parameters}`;
    return {
      readAt,
      body: () => ({
        value: value.map((change) => changeDocument(change, { baseUrl, portalBaseUrl, visible })),
        ...(isMore ? { nextLink: next } : { deltaLink: next }),
      }),
    };
  },
});
