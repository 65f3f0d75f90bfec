import type { Job } from '../model/model.ts';
import { asRecord } from '../wire/as-record.ts';
import { badRequest } from '../wire/graph-error.ts';
import type { Reply } from '../wire/reply.ts';
import type { GraphRequest } from './graph-context.ts';

function steps(failed: boolean): unknown[] {
  return ['EntryImport', 'EntrySynchronizationScoping', 'EntryMatching', 'EntryExportUpdate'].map((name, index) => ({
    name,
    type: ['import', 'scoping', 'matching', 'export'][index],
    status: failed && index === 3 ? 'Failure' : 'Success',
    details: {},
  }));
}

/** JSON inside two strings, as the service sends it. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand */
export function provisionOnDemand(request: GraphRequest, job: Job): Reply {
  const { parameters } = asRecord(request.body);
  const [first] = Array.isArray(parameters) ? parameters : [];
  const { ruleId, subjects } = asRecord(first);
  if (typeof ruleId !== 'string' || ruleId === '' || !Array.isArray(subjects) || subjects.length === 0) {
    return badRequest('RequestParameterInvalid', 'The rule id and at least one subject are required.', request.trace);
  }
  const failed = job.life.causeActive && job.life.cause !== undefined;
  const details = failed ? { errorCode: job.life.cause?.code, errorMessage: job.life.cause?.message } : {};
  const key = JSON.stringify({ result: failed ? 'Failure' : 'Success', details });
  const value = JSON.stringify({
    provisioningSteps: steps(failed),
    modifiedProperties: [],
    statusInfo: { status: failed ? 'failure' : 'success' },
  });
  return { status: 200, body: { '@odata.context': `${request.url.origin}/v1.0/$metadata#stringKeyStringValuePair`, key, value } };
}
