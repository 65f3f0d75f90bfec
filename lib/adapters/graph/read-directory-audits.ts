import type { DirectoryAuditLog, DirectoryAuditQuery, DirectoryAuditReading } from '../../application/ports/directory-audit-log.ts';
import { UpstreamError } from '../../domain/errors.ts';
import { toAuditedChange } from './shapes/to-audited-change.ts';
import { readPage } from './transport/collect-pages.ts';
import { createGraphClient, type GraphCall } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import { brokenOff, type ReportPace } from './transport/report-pace.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'readDirectoryAudits';
const collectionPath = '/auditLogs/directoryAudits';
const pageSize = 1000;
/** Of what was done to the service principal; somebody else may need the rest of the five that Graph answers at once. */
const mostPages = 2;

/** Reads the directory's audit log within what Graph permits of reports. https://learn.microsoft.com/graph/api/directoryaudit-list */
export function createDirectoryAuditLog(options: GraphClientOptions, pace: ReportPace): DirectoryAuditLog {
  const client = createGraphClient(options);
  return {
    read(tenantId, query) {
      const least = query.withAgents ? 2 : 1;
      const name = JSON.stringify([operation, query.servicePrincipalId]);
      return pace.read({ tenantId, operation, most: mostPages + least - 1, least, name }, async ({ send }) => {
        const log = { call: client.openCall(tenantId, { ask: send }), baseUrl: client.baseUrl, seen: new Set<string>() };
        const ofTarget = await readPages(log, pathOf(query, targetFilter(query)), query, mostPages);
        if (!query.withAgents) return ofTarget;
        const ofAgents = await readPages(log, pathOf(query, agentFilter), query, 1).catch(refuse);
        return joined(ofTarget, { ...ofAgents, changes: ofAgents.changes.filter(({ kind }) => kind === 'agent') });
      });
    },
  };
}

async function readPages(
  { call, baseUrl, seen }: { call: GraphCall; baseUrl: string; seen: Set<string> },
  first: string,
  { from, to }: DirectoryAuditQuery,
  most: number,
): Promise<DirectoryAuditReading> {
  const reading: DirectoryAuditReading = { changes: [], rows: 0, notUnderstood: 0, from, truncated: false };
  let path: string | undefined = first;
  let reached = to;
  for (let request = 0; path !== undefined && request < most; request += 1) {
    const asked: string = path;
    try {
      const request = { operation, method: 'GET', path: asked, isForMany: true, isAboutPeople: true } as const;
      const { body } = await call.send(request);
      const page: ReturnType<typeof readPage> = readPage(body, { operation, baseUrl, pathPrefix: collectionPath });
      if (page.nextPath === asked) throw malformedAnswer(operation, 'The pages of the collection form a loop.');
      reached = takeRows(reading, page.value, { from, to, reached, seen });
      path = page.nextPath;
    } catch (error) {
      if (request === 0) throw error;
      refuse(error);
    }
  }
  return path === undefined ? reading : { ...reading, truncated: true, from: reached > to ? to : reached };
}

// Half of what was asked for would look like all of it.
function refuse(error: unknown): never {
  throw error instanceof UpstreamError ? brokenOff(error) : error;
}

interface Span {
  from: string;
  to: string;
  /** How far down it was read before. */
  reached: string;
  /** The ids of lines that were read: both questions may find the same, and pages may repeat one. */
  seen: Set<string>;
}

/** How far down the lines reach; lines in another order than asked for say nothing of it. */
function takeRows(reading: DirectoryAuditReading, entries: readonly unknown[], asked: Span): string {
  const notReached = '9999';
  let { reached } = asked;
  for (const entry of entries) {
    const line = toAuditedChange(entry);
    if (line !== undefined) reached = line.at <= reached ? line.at : notReached;
    if (line?.id !== undefined && asked.seen.has(line.id)) continue;
    if (line?.id !== undefined) asked.seen.add(line.id);
    reading.rows += 1;
    if (line === undefined) reading.notUnderstood += 1;
    // What came after it broke did not break it.
    if (line?.change !== undefined && line.at >= asked.from && line.at <= asked.to) reading.changes.push(line.change);
  }
  return reached;
}

function joined(one: DirectoryAuditReading, other: DirectoryAuditReading): DirectoryAuditReading {
  return {
    changes: [...one.changes, ...other.changes],
    rows: one.rows + other.rows,
    notUnderstood: one.notUnderstood + other.notUnderstood,
    from: one.from > other.from ? one.from : other.from,
    truncated: one.truncated || other.truncated,
  };
}

// What may be compared is on the page of the resource: `ge` and `le` for the time, `eq` for the rest.
function targetFilter({ servicePrincipalId }: DirectoryAuditQuery): string {
  return `targetResources/any(t:t/id eq '${servicePrincipalId.replaceAll("'", "''")}')`;
}

// Provisioning agents are connectors of this service. https://learn.microsoft.com/graph/api/resources/onpremisespublishingprofile-root
const agentFilter = "loggedByService eq 'Application Proxy'";

function pathOf({ from, to }: DirectoryAuditQuery, about: string): string {
  const filter = [`activityDateTime ge ${from}`, `activityDateTime le ${to}`, about].join(' and ');
  return `${collectionPath}?$filter=${encodeURIComponent(filter)}&$orderby=${encodeURIComponent('activityDateTime desc')}&$top=${pageSize}`;
}
