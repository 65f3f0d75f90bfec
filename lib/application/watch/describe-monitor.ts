import type { MonitorJudgement, UnreadTenant } from './judge-monitor.ts';

/** As many tenants as one sentence names. */
const mostNamed = 5;

/** Why the monitor is in its state, with who and since when. */
export function describeMonitor(judgement: MonitorJudgement): string {
  const { neverConsented, cause } = judgement;
  const apart = neverConsented.length > 0 && cause !== 'neverConsented' ? ` Counted apart, never consented: ${named(neverConsented)}.` : '';
  return `${sentenceOf(judgement)}${apart}`;
}

/** The tenants by name, as far as a short text can hold them. */
export function listNames(tenants: readonly UnreadTenant[], most: number): string {
  const rest = tenants.length - most;
  const names = tenants.slice(0, most).map(({ name }) => name);
  return `${names.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}

function sentenceOf({ cause, since, watched, unread, awaited, neverConsented }: MonitorJudgement): string {
  switch (cause) {
    case 'noTick':
      return `No tick has happened since ${since}, so no tenant is polled.`;
    case 'noneRead':
      return `No tenant has been read completely since ${since}: ${named(unread)}.`;
    case 'allRefused':
      return `Every tenant refuses this service, by its consent or the credential: ${named(unread)}.`;
    case 'someUnread':
      return `${unread.length} of ${watched} tenants ${unread.length === 1 ? 'has' : 'have'} no fresh complete reading: ${named(unread)}.`;
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

function named(tenants: readonly UnreadTenant[]): string {
  const rest = tenants.length - mostNamed;
  const parts = tenants.slice(0, mostNamed).map(({ name, code, reason, since }) => `${name} (${code ?? reason}, since ${since})`);
  return [...parts, ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}
