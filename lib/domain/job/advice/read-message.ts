import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { isJobEntry, type JobEntry } from '../../catalogue/catalogue-entry.ts';
import type { JobKind } from '../kind/job-kind.ts';
import { canShow } from './find-code-entry.ts';

/** Finds known codes and wording in a text, best first, as `POST /errors/explain` does; what is no code of the catalogue is passed over. */
export type TextReader = (text: string) => { value: readonly { family: string; code: string }[] };

/** What a status of HTTP in the message of a job means: the target of the job answered it, never Graph. */
const answersOfTarget: Partial<Record<string, string>> = {
  401: 'provisioning-log/Unauthorized',
  403: 'provisioning-log/InsufficientRights',
  404: 'quarantine-cause/QuarantineScimCompliance404',
  405: 'provisioning-log/MethodNotAllowed',
  409: 'provisioning-log/Conflict',
  422: 'provisioning-log/UnprocessableEntity',
  429: 'provisioning-log/TooManyRequests',
  500: 'provisioning-log/InternalServerError',
  501: 'provisioning-log/NotImplemented',
  503: 'provisioning-log/WebExceptionProtocolError',
  504: 'provisioning-log/Timeout',
};

/** The entry that the message of a job's error names, best first; what only tells the state of a job, or as good as nothing, names no cause. */
export function readMessage(catalogue: Catalogue, readText: TextReader, text: string, kind: JobKind): JobEntry | undefined {
  for (const { family, code } of readText(text).value) {
    const answer = family === 'graph-http' ? answersOfTarget[code] : undefined;
    const entry = catalogue.findEntry(answer ?? `${family}/${code}`);
    if (entry === undefined || !isJobEntry(entry) || !canShow(entry, kind)) continue;
    if (answer !== undefined || namesCause(entry)) return entry;
  }
  return undefined;
}

function namesCause({ family, advice, severity }: JobEntry): boolean {
  return !advice.isCatchAll && severity !== 'info' && family !== 'job-state' && family !== 'quarantine-reason';
}
