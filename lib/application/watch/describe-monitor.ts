import { isVisible, type VisibleTenants } from '../../domain/access/visible-tenants.ts';
import type { MonitorJudgement, UnreadTenant } from './judge-monitor.ts';

/** As many tenants as one sentence names. */
const mostNamed = 5;

/** Why the monitor is in its state, with who and since when; tenants that somebody may not see are counted, not named. */
export function describeMonitor(judgement: MonitorJudgement, visible: VisibleTenants): string {
  const { neverConsented, cause } = judgement;
  const named = (tenants: readonly UnreadTenant[]) => nameTenants(tenants, visible);
  const apart = neverConsented.length > 0 && cause !== 'neverConsented' ? ` Counted apart, never consented: ${named(neverConsented)}.` : '';
  return `${sentenceOf(judgement, named)}${apart}`;
}

/** The tenants by name, as far as a short text can hold them. */
export function listNames(tenants: readonly UnreadTenant[], most: number): string {
  const rest = tenants.length - most;
  const names = tenants.slice(0, most).map(({ name }) => name);
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function sentenceOf(
  { cause, since, watched, unread, awaited, neverConsented }: MonitorJudgement,
  named: (tenants: readonly UnreadTenant[]) => string,
): string {
  switch (cause) {
    case 'noTick':
      return `No tick has happened since ${since}, so no tenant is polled.`;
    case 'noneRead':
      return `No tenant has been read completely since ${since}: ${named(unread)}.`;
    case 'allRefused':
      return `Every tenant refuses this service, by its consent or the credential: ${named(unread)}.`;
    case 'someUnread':
      return `${unread.length} of ${watched} tenants have no fresh complete reading: ${named(unread)}.`;
    case 'neverConsented':
      return `No registered tenant has consented yet: ${named(neverConsented)}.`;
    case 'firstReading':
      return `The first reading is awaited: ${named(awaited)}.`;
    case 'allRead':
      return 'Every consented tenant has a fresh complete reading.';
    case 'noTenant':
      return 'No tenant is registered; nothing is watched.';
  }
}

function nameTenants(tenants: readonly UnreadTenant[], visible: VisibleTenants): string {
  const shown = tenants.filter(({ tenantId }) => isVisible(visible, tenantId)).slice(0, mostNamed);
  const rest = tenants.length - shown.length;
  const parts = shown.map(({ name, code, reason, since }) => `${name} (${code ?? reason}, since ${since})`);
  return [...parts, ...(rest > 0 ? [`${rest} ${parts.length > 0 ? 'more' : 'not shown'}`] : [])].join(', ');
}
