import type { MonitorJudgement, MonitorState } from '../../application/watch/judge-monitor.ts';
import type { AccessCounts } from '../../domain/access/access-counts.ts';
import type { TenantDescription } from '../../domain/tenant/registry/describe-tenant.ts';
import { millisOf } from '../../domain/time.ts';

type Sample = [labels: Record<string, string>, value: number];

interface Metric {
  name: string;
  help: string;
  /** A gauge unless told. */
  type?: 'gauge' | 'counter';
  samples: Sample[];
}

const monitorStates: readonly MonitorState[] = ['ok', 'degraded', 'blind'];

interface Shown {
  tenants: readonly TenantDescription[];
  monitor: MonitorJudgement;
  /** Whom this instance let in; only for callers who see the service itself. */
  access?: AccessCounts;
  keyFetches?: Readonly<Record<string, number>>;
}

/** Prometheus' text format. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function renderMetrics({ tenants, monitor, access, keyFetches = {} }: Shown): string {
  const doors = access === undefined ? [] : accessMetrics(access, keyFetches);
  return [...monitorMetrics(monitor), ...tenantMetrics(tenants), ...doors].map(renderMetric).join('');
}

// Each instance counts for itself, from its start.
function accessMetrics(access: AccessCounts, keyFetches: Readonly<Record<string, number>>): Metric[] {
  const counter = (name: string, help: string, samples: Sample[]): Metric => ({
    name: `entrasync_${name}_total`,
    help,
    type: 'counter',
    samples,
  });
  const labelled = (label: string, counts: Readonly<Record<string, number>>) =>
    Object.entries(counts).map(([name, value]): Sample => [{ [label]: name }, value]);
  return [
    counter('unauthenticated', 'Requests that proved no caller.', [[{}, access.unauthenticated]]),
    counter('forbidden', 'Requests of known callers without the right, by code.', labelled('code', access.forbidden)),
    counter('rate_limited', 'Requests of known callers beyond their rate.', [[{}, access.rateLimited]]),
    counter('untrusted_principals', 'Requests with a sign-in of the platform that is not trusted here.', [
      [{}, access.untrustedPrincipals],
    ]),
    counter('key_fetches', 'How often the keys of the token authority were asked for, by outcome.', labelled('outcome', keyFetches)),
  ];
}

function monitorMetrics(monitor: MonitorJudgement): Metric[] {
  return [
    {
      name: 'entrasync_monitor',
      help: 'Whether what is shown can be vouched for.',
      samples: monitorStates.map((state) => [{ state }, Number(state === monitor.state)]),
    },
    {
      name: 'entrasync_monitor_since_timestamp_seconds',
      help: 'Since when the monitor is degraded or blind.',
      samples: monitor.since === undefined ? [] : [[{}, millisOf(monitor.since) / 1000]],
    },
    {
      name: 'entrasync_tenant_unread_since_timestamp_seconds',
      help: 'Last complete reading of a consented tenant that has no fresh one.',
      samples: monitor.unread.map(({ tenantId, reason, since }) => [{ tenant: tenantId, reason }, millisOf(since) / 1000]),
    },
    {
      name: 'entrasync_tenants_never_consented',
      help: 'Tenants that never consented; the monitor counts them apart.',
      samples: [[{}, monitor.neverConsented.length]],
    },
    {
      name: 'entrasync_last_tick_timestamp_seconds',
      help: 'The last tick that happened.',
      samples: monitor.lastTick === undefined ? [] : [[{}, millisOf(monitor.lastTick) / 1000]],
    },
  ];
}

function tenantMetrics(tenants: readonly TenantDescription[]): Metric[] {
  const perTenant = (samplesOf: (tenant: TenantDescription) => Sample[]) =>
    tenants.flatMap((tenant) => samplesOf(tenant).map(([labels, value]): Sample => [{ tenant: tenant.tenantId, ...labels }, value]));
  const labelled = (label: string, counts: Readonly<Partial<Record<string, number>>>) =>
    Object.entries(counts).map(([name, value]): Sample => [{ [label]: name }, value ?? 0]);
  return [
    {
      name: 'entrasync_tenant_readable',
      help: '1 when the last pass could read the tenant.',
      samples: perTenant(({ unreadable }) => [[{ reason: unreadable?.reason ?? '' }, Number(unreadable === undefined)]]),
    },
    {
      name: 'entrasync_tenant_last_complete_timestamp_seconds',
      help: 'Start of the last pass that covered every job.',
      samples: perTenant(({ observedAt }) => (observedAt === undefined ? [] : [[{}, millisOf(observedAt) / 1000]])),
    },
    { name: 'entrasync_jobs', help: 'Jobs by state.', samples: perTenant(({ counts }) => labelled('state', counts.byState)) },
    {
      name: 'entrasync_jobs_health',
      help: 'Jobs by health as judged now.',
      samples: perTenant(({ counts }) => labelled('health', counts.byHealth)),
    },
    {
      name: 'entrasync_open_incidents',
      help: 'Open incidents by severity.',
      samples: perTenant(({ counts }) => labelled('severity', counts.incidents)),
    },
  ];
}

function renderMetric({ name, help, type = 'gauge', samples }: Metric): string {
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(
      ([label, text]) => `${label}="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
    );
    return `${name}${pairs.length > 0 ? `{${pairs.join()}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}
