import type { ChangeKind } from './preceding-change.ts';

/** What the service does to single objects, and the quarantine itself. https://learn.microsoft.com/entra/identity/monitoring-health/reference-audit-activities#account-provisioning */
const noise = ['export', 'import', 'other', 'process escrow', 'quarantine', 'synchronization rule action', 'user provisioning'];

/** The first that fits. The activity of settings does not say whether it was the credentials. */
const kinds: readonly (readonly [RegExp, ChangeKind])[] = [
  [/setting or credentials|credential|certificates and secrets/, 'credentialsOrSettings'],
  [/attribute mappings or scope|schema/, 'mappingsOrScope'],
  [/provisioning configuration/, 'provisioning'],
  [/owner/, 'owner'],
  [/app role assignment/, 'assignment'],
  [/connector|agent/, 'agent'],
  [/application|service principal|consent|permission grant/, 'application'],
];

/** Of what kind an activity of the directory's audit log is; undefined for what is no change of a configuration. */
export function kindOfActivity(activity: string): ChangeKind | undefined {
  const text = activity.trim().toLowerCase();
  if (noise.includes(text)) return undefined;
  return kinds.find(([pattern]) => pattern.test(text))?.[1] ?? 'other';
}
