import { createTableStores } from '../../lib/adapters/tables/create-stores.ts';
import { tablesConnection } from '../../lib/compose/connections.ts';
import type { FleetRow } from '../../lib/domain/tenant/tenant.ts';
import { createLog } from '../../lib/log.ts';
import { readSettings, type Settings } from '../../lib/settings.ts';
import type { Demo } from './demo.ts';
import type { WorldPorts } from './ports.ts';

interface Announcement {
  ports: WorldPorts;
  settings: Record<string, string>;
  demo: Demo | undefined;
  hasTables: boolean;
}

/** Lets every tenant be tried once, says how that went, and prints the one READY line that scripts wait for. */
export async function announce(world: Announcement, progress: (line: string) => void, print: (line: string) => void): Promise<void> {
  const api = `http://127.0.0.1:${world.ports.api}`;
  await runNow(`${api}/admin/functions/plan-polls`);
  const rows = await firstAttempts(readSettings(world.settings), progress);
  const unreadable = rows.filter((row) => row.unreadableReason !== undefined);
  const jobs = rows.reduce((sum, row) => sum + (row.counts?.jobs ?? 0), 0);
  progress(`${count(rows.length, 'tenant')} tried, ${count(jobs, 'job')} found, ${count(unreadable.length, 'tenant')} could not be read`);
  print('');
  const { tokens } = world.demo ?? {};
  print(`  The page: ${api}/api/ui`);
  print(tokens === undefined ? `  curl ${api}/api/v1/jobs` : `  curl -H 'authorization: Bearer ${tokens.reader}' ${api}/api/v1/jobs`);
  print('  Ctrl-C stops everything.');
  print('');
  const urls = {
    api: `${api}/api/v1`,
    ...(world.demo === undefined ? {} : { graph: world.demo.graphUrl, authority: world.demo.authorityUrl, teams: world.demo.teamsUrl }),
    ...(tokens && { tokens }),
    ...(world.hasTables ? { tables: `http://127.0.0.1:${world.ports.tables}` } : {}),
  };
  print(`READY ${JSON.stringify(urls)}`);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

const ignore = () => undefined;
const silent = { debug: ignore, info: ignore, warn: ignore, error: ignore };

async function runNow(url: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"input":""}' });
  if (answer.status !== 202) throw new Error(`The host refused to plan the first polls (HTTP ${answer.status}).`);
}

/** Reads the stored rows, not the API: the API may ask for a sign-in. A tenant that was removed once is not tried again. */
async function firstAttempts(settings: Settings, progress: (line: string) => void): Promise<FleetRow[]> {
  const { fleet, tenants } = createTableStores({ connection: tablesConnection(settings), log: createLog(silent) });
  let reported = 0;
  for (;;) {
    const awaited = new Set(settings.TENANT_IDS);
    for (const { value } of await tenants.list()) if (value.removedAt !== undefined) awaited.delete(value.tenantId);
    const rows = (await fleet.list())
      .map(({ value }) => value)
      .filter((row) => awaited.has(row.tenantId) && row.lastAttemptAt !== undefined);
    if (rows.length === awaited.size) return rows;
    if (rows.length > reported) progress(`${rows.length} of ${count(awaited.size, 'tenant')} tried`);
    reported = rows.length;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}
