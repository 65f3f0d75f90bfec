import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import { isGuid } from '../../../domain/guid.ts';
import { kindOfActivity } from '../../../domain/incident/audited-activity.ts';
import type { ChangeActor, PrecedingChange } from '../../../domain/incident/preceding-change.ts';
import { parseTime } from './parse-times.ts';

const text = z.string().nullish().catch(undefined);
const UserSchema = z.object({ id: text, displayName: text, userPrincipalName: text }).nullish().catch(undefined);
const AppSchema = z.object({ appId: text, servicePrincipalId: text, displayName: text }).nullish().catch(undefined);
const AuditSchema = z.object({
  id: text,
  activityDateTime: z.string(),
  // Names of Graph and never sentences, as a sentence could name a person.
  activityDisplayName: z.string().regex(/^[A-Za-z][\w ()/.,:–-]{0,127}$/),
  result: z
    .string()
    .regex(/^[A-Za-z]{1,40}$/)
    .nullish()
    .catch(undefined),
  initiatedBy: z.object({ user: UserSchema, app: AppSchema }).nullish().catch(undefined),
});
type Audit = z.infer<typeof AuditSchema>;

/**
 * A line of the directory's audit log; `otherwise` when it tells of no change of a configuration, undefined for what cannot be understood.
 * What it says of its targets is left out. https://learn.microsoft.com/graph/api/resources/directoryaudit
 */
export function toAuditedChange(entry: unknown): { at: string; id?: string; change?: PrecedingChange } | undefined {
  const { data } = AuditSchema.safeParse(entry);
  const at = data && parseTime(data.activityDateTime);
  if (data === undefined || at === undefined || at === 'never') return undefined;
  const kind = kindOfActivity(data.activityDisplayName);
  const line = { at, ...(data.id && { id: data.id }) };
  if (kind === undefined) return line;
  const actor = actorOf(data);
  const what = cleanText(data.activityDisplayName, 128);
  return { ...line, change: { at, source: 'auditLog', kind, what, ...(data.result && { outcome: data.result }), ...(actor && { actor }) } };
}

// Either of them may be there without an id. https://learn.microsoft.com/graph/api/resources/auditactivityinitiator
function actorOf({ initiatedBy }: Audit): ChangeActor | undefined {
  const { user, app } = initiatedBy ?? {};
  const [kind, id, name] = user?.id
    ? (['user', user.id, user.userPrincipalName || user.displayName] as const)
    : (['app', app?.appId || app?.servicePrincipalId, app?.displayName] as const);
  if (!id || !isGuid(id)) return undefined;
  return { kind, id: id.toLowerCase(), ...(name && { name: cleanText(name, 256) }) };
}
