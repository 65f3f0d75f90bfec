import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { isJobEntry, type JobEntry } from '../../catalogue/catalogue-entry.ts';
import type { TextSource } from '../../catalogue/find-in-text.ts';
import type { JobKind } from '../kind/job-kind.ts';
import { canShow } from './find-code-entry.ts';

/** Finds known codes and wording in a text, best first, as `POST /errors/explain` does; what is no code of the catalogue is passed over. */
export type TextReader = (text: string, source?: TextSource) => { value: readonly { family: string; code: string }[] };

/** Where the words about a job come from. */
export interface Words {
  catalogue: Catalogue;
  readText: TextReader;
}

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
export function readMessage({ catalogue, readText }: Words, text: string, kind: JobKind): JobEntry | undefined {
  for (const { family, code } of readText(text).value) {
    const entry = entryAt(catalogue, family === 'graph-http' ? answersOfTarget[code] : `${family}/${code}`);
    if (entry && canShow(entry, kind) && (family === 'graph-http' || namesCause(entry))) return entry;
  }
  const status = httpStatus.exec(text)?.slice(1).find(Boolean);
  return entryAt(catalogue, status && answersOfTarget[status]);
}

/** The entry of a name `family/code`, if a job can show it. */
export function entryAt(catalogue: Catalogue, id: string | undefined): JobEntry | undefined {
  const entry = id === undefined || id === '' ? undefined : catalogue.findEntry(id);
  return entry && isJobEntry(entry) ? entry : undefined;
}

// In the message of a job's error a bare status is an answer to the job, which in other prose it may not be.
const httpStatus = /\bHTTP(?:\/\d(?:\.\d)?)?[ /:]*([45]\d\d)\b|\bstatus ?code[ :=]*([45]\d\d)\b/i;

function namesCause({ family, advice, severity }: JobEntry): boolean {
  return !advice.isCatchAll && severity !== 'info' && family !== 'job-state' && family !== 'quarantine-reason';
}
