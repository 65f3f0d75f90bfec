import { runsOfLines } from '../log/line-runs.ts';
import { readLog } from '../log/read-log.ts';
import { createUnreadRuns } from '../log/unread-runs.ts';
import { completeErrors } from '../paste/complete-errors.ts';
import { joinAnswers } from '../paste/join-answers.ts';
import { joinLines } from '../paste/join-lines.ts';
import { namePrinted } from '../paste/name-printed.ts';
import { withPlainBlanks } from '../paste/with-plain-blanks.ts';
import { withoutLineNumbers } from '../paste/without-line-numbers.ts';
import { withoutNuls } from '../paste/without-nuls.ts';
import { withoutQuotes } from '../paste/without-quotes.ts';
import { type Product, products } from '../tables/endpoint-row.ts';
import type { NetworkDiagnosis } from './finding.ts';
import { judgeLog } from './judge-log.ts';
import { createLogObserver } from './observe-log.ts';

/** What a log says, and the beginning of what in it was not understood. */
export interface LogDiagnosis extends NetworkDiagnosis {
  unread: string;
}

/**
 * Reads a proxy log, in any of the forms that `readLog` knows, a report of the script or the output of a test, and judges it against the
 * tables and the reference sequence of the product. One pass; what is kept of the log are the hosts that count.
 */
export function diagnoseLog(text: string, product: Product): LogDiagnosis {
  const observer = createLogObserver(product);
  const pasted = withoutLineNumbers(withoutQuotes(withPlainBlanks(withoutNuls(text))));
  const [read, unread] = [completeErrors(joinLines(joinAnswers(namePrinted(pasted)))), createUnreadRuns()];
  const lines = readLog(read, observer, unread);
  const observation = observer.finish();
  const { refusedLines, ...judged } = judgeLog(product, lines, observation);
  const [notUnderstoodAt, refusedAt] = [unread.finish(read), runsOfLines(read, refusedLines)];
  return {
    ...judged,
    ...(notUnderstoodAt.length > 0 && { notUnderstoodAt }),
    ...(refusedAt.length > 0 && { refusedAt }),
    unread: observation.unread,
  };
}

/** The product that the report of the script names in its first line; of anything else Entra Connect Sync. */
export function productOf(text: string): Product {
  const [, name] = /^[\s>|]*check-connectivity \d (\S{1,20})/im.exec(withoutNuls(text.slice(0, 4_096))) ?? [];
  return products.find((product) => product === name?.toLowerCase()) ?? 'connect';
}
