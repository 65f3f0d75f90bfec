import type { Job } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';
import { badRequest } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import type { GraphRequest } from './graph-context.ts';

const names = ['EntryImport', 'EntrySynchronizationScoping', 'EntryMatching', 'EntryExportUpdate'];
const types = ['import', 'scoping', 'matching', 'export'];
const listed = 'Microsoft.Identity.Health.CPP.Common.DataContracts.SyncFabric.StatusInfo';

interface Outcome {
  failure: { errorCode?: string | undefined; errorMessage?: string | undefined };
  failed: boolean;
}

function stepsOf({ failed, failure }: Outcome, typeOf: (type: string) => string, subject: unknown): unknown[] {
  return names.map((name, index) => ({
    name,
    type: typeOf(types[index] ?? ''),
    status: failed && index === 3 ? 'Failure' : 'Success',
    description: `${name} of ${asRecord(subject).objectId}`,
    details: failed && index === 3 ? failure : {},
  }));
}

/** Key and value as JSON texts. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
function asTexts(outcome: Outcome, subjects: readonly unknown[]): object {
  const value = {
    provisioningSteps: subjects.flatMap((subject) => stepsOf(outcome, (type) => type, subject)),
    modifiedProperties: [],
    statusInfo: { status: outcome.failed ? 'failure' : 'success' },
  };
  return {
    key: JSON.stringify({ result: outcome.failed ? 'Failure' : 'Success', details: outcome.failure }),
    value: JSON.stringify(value),
  };
}

/** The name of a type, and a list. https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-configure-graph */
function asList(outcome: Outcome, subjects: readonly unknown[]): object {
  const capital = (type: string) => type.charAt(0).toUpperCase() + type.slice(1);
  const value = subjects.map((subject) => ({ provisioningSteps: stepsOf(outcome, capital, subject), modifiedProperties: [] }));
  return { key: listed, value };
}

/** Provisions single objects, and prints what came of it in the form that the job's oddities name. */
export function provisionOnDemand(request: GraphRequest, job: Job): Reply {
  const { parameters } = asRecord(request.body);
  const [first] = Array.isArray(parameters) ? parameters : [];
  const { ruleId, subjects } = asRecord(first);
  if (typeof ruleId !== 'string' || ruleId === '' || !Array.isArray(subjects) || subjects.length === 0) {
    return badRequest('RequestParameterInvalid', 'The rule id and at least one subject are required.', request.trace);
  }
  const { cause, causeActive } = job.life;
  const failed = causeActive && cause !== undefined;
  const outcome: Outcome = { failed, failure: failed ? { errorCode: cause.code, errorMessage: cause.message } : {} };
  const pair = job.oddities.listsProvisioning ? asList(outcome, subjects) : asTexts(outcome, subjects);
  return { status: 200, body: { '@odata.context': `${request.url.origin}/v1.0/$metadata#stringKeyStringValuePair`, ...pair } };
}
