import type { Job } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';
import { badRequest } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import type { GraphRequest } from './graph-context.ts';

/** In the order in which Graph prints them. */
const printed = [
  ['EntryImport', 'import'],
  ['EntryImport', 'matching'],
  ['EntrySynchronizationScoping', 'scoping'],
  ['EntryExportUpdate', 'export'],
] as const;
const listed = 'Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo';

interface Outcome {
  result: 'Success' | 'Failure' | 'Skipped';
  /** Of what the export says when it did not succeed. */
  details: { errorCode?: string; errorMessage?: string; SkipReason?: string };
}

function stepsOf({ result, details }: Outcome, typeOf: (type: string) => string, subject: unknown): unknown[] {
  const { objectId } = asRecord(subject);
  return printed.map(([name, type]) => {
    const stopped = type === 'export' && result !== 'Success';
    return {
      name: stopped && result === 'Skipped' ? 'EntrySynchronizationSkip' : name,
      type: typeOf(type),
      status: stopped ? result : 'Success',
      description: `${name} of ${objectId}`,
      details: stopped ? details : type === 'import' ? { objectId, displayName: String(objectId) } : {},
    };
  });
}

/** Key and value as JSON texts. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
function asTexts(outcome: Outcome, subjects: readonly unknown[]): object {
  const value = {
    provisioningSteps: subjects.flatMap((subject) => stepsOf(outcome, (type) => type, subject)),
    modifiedProperties: [],
    statusInfo: { status: outcome.result },
  };
  return {
    key: JSON.stringify({ result: outcome.result, details: outcome.result === 'Failure' ? outcome.details : {} }),
    value: JSON.stringify(value),
  };
}

/** The name of a type, and a list. https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-configure-graph */
function asList(outcome: Outcome, subjects: readonly unknown[]): object {
  const capital = (type: string) => type.charAt(0).toUpperCase() + type.slice(1);
  const value = subjects.map((subject) => ({
    provisioningSteps: stepsOf(outcome, capital, subject),
    modifiedProperties: [],
    sourceIdentity: { id: asRecord(subject)['objectId'] },
  }));
  return { key: listed, value };
}

function outcomeOf({ life: { cause, causeActive, skipReason } }: Job): Outcome {
  if (causeActive && cause !== undefined) return { result: 'Failure', details: { errorCode: cause.code, errorMessage: cause.message } };
  return skipReason === undefined ? { result: 'Success', details: {} } : { result: 'Skipped', details: { SkipReason: skipReason } };
}

/** Provisions single objects, and prints what came of it in the form that the job's oddities name. */
export function provisionOnDemand(request: GraphRequest, job: Job): Reply {
  const { parameters } = asRecord(request.body);
  const [first] = Array.isArray(parameters) ? parameters : [];
  const { ruleId, subjects } = asRecord(first);
  if (typeof ruleId !== 'string' || ruleId === '' || !Array.isArray(subjects) || subjects.length === 0) {
    return badRequest('RequestParameterInvalid', 'The rule id and at least one subject are required.', request.trace);
  }
  const outcome = outcomeOf(job);
  const pair = job.oddities.listsProvisioning ? asList(outcome, subjects) : asTexts(outcome, subjects);
  return { status: 200, body: { '@odata.context': `${request.url.origin}/v1.0/$metadata#stringKeyStringValuePair`, ...pair } };
}
