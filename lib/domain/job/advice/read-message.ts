import type { Catalogue } from '../../catalogue/build-catalogue.ts';
import { isJobEntry, type JobEntry } from '../../catalogue/catalogue-entry.ts';
import type { TextSource } from '../../catalogue/text/find-in-text.ts';
import { answersOfTarget } from '../../catalogue/text/target-answer.ts';
import type { JobKind } from '../kind/job-kind.ts';
import { canShow } from './find-code-entry.ts';

/** Finds known codes and wording in a text, best first, as `POST /errors/explain` does; what is no code of the catalogue is passed over. */
export type TextReader = (text: string, source?: TextSource) => { value: readonly { family: string; code: string }[] };

/** Where the words about a job come from. */
export interface Words {
  catalogue: Catalogue;
  readText: TextReader;
}

/**
 * The entry that the message of a job's error names, best first; a catch-all where nothing else is named. What only tells the state of a
 * job names no cause. A status of HTTP is what the target of the job answered, never Graph.
 */
export function readMessage({ catalogue, readText }: Words, text: string, kind: JobKind): JobEntry | undefined {
  const ids = readText(text).value.map(({ family, code }) => (family === 'graph-http' ? answersOfTarget[code] : `${family}/${code}`));
  const status = httpStatus.exec(text)?.slice(1).find(Boolean);
  const entries = [...ids, status && answersOfTarget[status]].flatMap((id) => entryAt(catalogue, id) ?? []);
  const causes = entries.filter((entry) => canShow(entry, kind) && namesCause(entry));
  return causes.find(({ advice }) => !advice.isCatchAll) ?? causes[0];
}

/** The entry of a name `family/code`, if a job can show it. */
export function entryAt(catalogue: Catalogue, id: string | undefined): JobEntry | undefined {
  const entry = id === undefined || id === '' ? undefined : catalogue.findEntry(id);
  return entry && isJobEntry(entry) ? entry : undefined;
}

// In the message of a job's error a bare status is an answer to the job, which in other prose it may not be.
const httpStatus = /\bHTTP(?:\/\d(?:\.\d)?)?[ /:]*([45]\d\d)\b|\bstatus ?code[ :=]*([45]\d\d)\b/i;

function namesCause({ family, severity }: JobEntry): boolean {
  return severity !== 'info' && family !== 'job-state' && family !== 'quarantine-reason';
}
