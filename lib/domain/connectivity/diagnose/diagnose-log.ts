import { readLog } from '../log/read-log.ts';
import type { Product } from '../tables/endpoint-row.ts';
import type { NetworkDiagnosis } from './finding.ts';
import { judgeLog } from './judge-log.ts';
import { createLogObserver } from './observe-log.ts';

/**
 * Reads a proxy log, in any of the forms that `readLog` knows, and judges it against the tables and the reference sequence of the product.
 * One pass; what is kept of the log are the hosts that count.
 */
export function diagnoseLog(text: string, product: Product): NetworkDiagnosis {
  const observer = createLogObserver(product);
  const lines = readLog(text, observer);
  return judgeLog(product, lines, observer.finish());
}
