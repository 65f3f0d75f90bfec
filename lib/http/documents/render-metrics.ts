import type { MonitorJudgement, MonitorState } from '../../application/watch/judge-monitor.ts';
import type { TenantDescription } from '../../domain/tenant/describe-tenant.ts';
import { millisOf } from '../../domain/time.ts';

type Sample = [labels: Record<string, string>, value: number];

interface Metric {
  name: string;
  help: string;
  samples: Sample[];
}

const monitorStates: readonly MonitorState[] = ['ok', 'degraded', 'blind'];

/** Gauges in Prometheus' text format. https://prometheus.io/docs/instrumenting/exposition_formats/ */
export function renderMetrics(tenants: readonly TenantDescription[], monitor: MonitorJudgement): string {
  return [...monitorMetrics(monitor), ...tenantMetrics(tenants)].map(renderMetric).join('');
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

function renderMetric({ name, help, samples }: Metric): string {
  const lines = samples.map(([labels, value]) => {
    const pairs = Object.entries(labels).map(
      ([label, text]) => `${label}="${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n')}"`,
    );
    return `${name}${pairs.length > 0 ? `{${pairs.join()}}` : ''} ${value}\n`;
  });
  return `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${lines.join('')}`;
}
