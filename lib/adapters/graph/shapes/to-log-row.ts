import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import { codePattern } from '../../../domain/code-pattern.ts';
import { type LoggedObject, type LogRow, type RowKind, rowKinds } from '../../../domain/job/failing/log-row.ts';
import { namedAttribute } from '../../../domain/job/failing/named-attribute.ts';
import { parseTime } from './parse-times.ts';

const text = z.string().nullish().catch(undefined);
const anyRecord = z.record(z.string(), z.unknown()).nullish().catch(undefined);
const code = z.string().regex(codePattern).nullish().catch(undefined);

const InformationSchema = z.object({ errorCode: code, reason: text, additionalDetails: text }).nullish().catch(undefined);
const StepSchema = z.object({ provisioningStepType: text, status: text, description: text, details: anyRecord });
const IdentitySchema = z.object({ id: text, displayName: text, identityType: text }).nullish().catch(undefined);
const RowSchema = z.object({
  id: text,
  activityDateTime: z.string(),
  jobId: text,
  cycleId: text,
  initiatedBy: z.object({ initiatorType: text, initiatingType: text }).nullish().catch(undefined),
  provisioningAction: text,
  provisioningStatusInfo: z
    .object({ status: text, errorInformation: InformationSchema, errorInfo: InformationSchema })
    .nullish()
    .catch(undefined),
  sourceIdentity: IdentitySchema,
  targetIdentity: IdentitySchema,
  provisioningSteps: z.array(z.unknown()).nullish().catch(undefined),
});
type Row = z.infer<typeof RowSchema>;
type Step = z.infer<typeof StepSchema>;

/** A row of the log with what tells it apart from others. */
export interface ReadRow {
  /** Graph's id of the row; absent where it has none. */
  id?: string;
  row: LogRow;
}

/** What the status of a row may be. https://learn.microsoft.com/graph/api/resources/provisioningstatusinfo */
const statuses = ['success', 'warning', 'failure', 'skipped'];
/** What else than being held back may have been done. https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary */
const otherActions = ['create', 'update', 'delete', 'disable', 'other'];

/**
 * A row of the provisioning log; `otherwise` when it tells of something else, or of another job; undefined for what cannot be understood,
 * also where it does not say whether it is one of those that were asked for.
 * https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary
 */
export function toLogRow(entry: unknown, jobId: string, asked: RowKind): ReadRow | 'otherwise' | undefined {
  const { data } = RowSchema.safeParse(entry);
  const at = data && parseTime(data.activityDateTime);
  if (data === undefined || at === undefined || at === 'never') return undefined;
  const kind = kindOf(data);
  if (kind !== asked && !isTold(data, asked)) return undefined;
  if (kind === undefined || (data.jobId && data.jobId !== jobId)) return 'otherwise';
  const step = stoppedStep(data, kind);
  const stepType = step?.provisioningStepType?.trim();
  const attribute = attributeOf(data, step);
  const object = objectOf(data);
  const cycleId = cycleOf(data);
  return {
    ...(data.id && { id: data.id }),
    row: {
      kind,
      at,
      code: codeOf(data, kind, step),
      ...(stepType && /^[A-Za-z]{1,40}$/.test(stepType) && { step: stepType.charAt(0).toLowerCase() + stepType.slice(1) }),
      ...(attribute && { attribute }),
      ...(cycleId && { cycleId }),
      ...(object && { object }),
    },
  };
}

// Provisioning on demand, which a person or an application asks for, writes rows of the job that are of no run of it.
// https://learn.microsoft.com/graph/api/resources/provisioninginitiatortype
function cycleOf({ cycleId, initiatedBy }: Row): string | undefined {
  const type = (initiatedBy?.initiatorType ?? initiatedBy?.initiatingType)?.toLowerCase();
  const isOfRun = type !== 'user' && type !== 'application';
  return isOfRun && cycleId && /[1-9a-z]/i.test(cycleId) ? cycleId : undefined;
}

// The page prints `stageddelete`, the SDKs `stagedDelete`; what is put aside by the same protection is called StagedAction, too.
// https://learn.microsoft.com/entra/identity/hybrid/cloud-sync/how-to-accidental-deletes
function kindOf({ provisioningAction, provisioningStatusInfo }: Row): RowKind | undefined {
  const names = [provisioningAction, provisioningStatusInfo?.status].map((name) => name?.toLowerCase());
  if (names[0] === 'stageddelete' || names[0] === 'stagedaction') return 'stagedDelete';
  return rowKinds.find((kind) => kind.toLowerCase() === names[1]);
}

// What may well be a row that was asked for is not passed over as another one.
function isTold({ provisioningAction, provisioningStatusInfo }: Row, asked: RowKind): boolean {
  if (asked === 'stagedDelete') return otherActions.includes(provisioningAction?.toLowerCase() ?? '');
  return statuses.includes(provisioningStatusInfo?.status?.toLowerCase() ?? '');
}

function stoppedStep({ provisioningSteps }: Row, kind: RowKind): Step | undefined {
  const steps = (provisioningSteps ?? []).flatMap((step) => StepSchema.safeParse(step).data ?? []);
  const status = kind === 'skipped' ? 'skipped' : 'failure';
  return steps.find((step) => step.status?.toLowerCase() === status);
}

// Why an object was skipped stands in the details of its step. https://learn.microsoft.com/entra/identity/app-provisioning/application-provisioning-log-analytics
function codeOf({ provisioningStatusInfo }: Row, kind: RowKind, step: Step | undefined): string {
  const { errorInformation, errorInfo } = provisioningStatusInfo ?? {};
  const skipReason = code.parse(step?.details?.SkipReason ?? step?.details?.skipReason);
  const told = errorInformation?.errorCode ?? errorInfo?.errorCode;
  const stepCode = code.parse(step?.details?.errorCode ?? step?.details?.ErrorCode);
  const [first] = (kind === 'skipped' ? [skipReason, told, stepCode] : [told, stepCode, skipReason]).filter(Boolean);
  return first ?? (kind === 'stagedDelete' ? 'StagedDelete' : 'Unknown');
}

function attributeOf({ provisioningStatusInfo }: Row, step: Step | undefined): string | undefined {
  const { errorInformation, errorInfo } = provisioningStatusInfo ?? {};
  const told = [errorInformation?.reason, errorInfo?.reason, step?.description, errorInformation?.additionalDetails];
  return told.flatMap((reason) => (reason ? (namedAttribute(reason.slice(0, 4_096)) ?? []) : []))[0];
}

/** A distinguished name may be long. */
const longestId = 2_048;

function objectOf({ sourceIdentity, targetIdentity }: Row): LoggedObject | undefined {
  const identity = [sourceIdentity, targetIdentity].find((candidate) => candidate?.id);
  const told = identity?.id ?? '';
  // One that is cut short could be that of several objects; then the row names none.
  const id = told.length <= longestId ? cleanText(told, longestId) : '';
  if (!id) return undefined;
  const name = identity?.displayName && cleanText(identity.displayName, 256);
  return { id, type: cleanText(identity?.identityType ?? '', 64) || 'Unknown', ...(name && { name }) };
}
