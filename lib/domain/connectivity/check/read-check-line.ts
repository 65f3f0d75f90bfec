import { defined } from '../../optional.ts';
import { readTarget } from '../match/read-target.ts';
import { products } from '../tables/endpoint-row.ts';
import { type CheckLine, checkResults, checkSteps, type HostCheck } from './check-line.ts';

const head = /^check-connectivity 1 (\S+) (\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)$/i;
const via = /^via (direct|proxy)(?: \S+)?$/i;
const check = /^(direct|proxy) (\w{2,8}) (\S{1,300}) (\w{2,9})(?: (\d{3})(?= |$))?(?: (.*))?$/i;
const skipped = /^skipped ((?:\*\.)?[\w.-]{1,260}):(\d{1,5})(?: |$)/i;
const end = /^end (\d{1,6})$/i;
const beginning =
  /^(?:(?:direct|proxy) (?:dns|tcp|connect|tls|http)(?: |$)|check-connectivity 1|via (?:direct|proxy)(?: |$)|skipped \S+:\d|end \d+$)/i;

/** Reads one line, without its line break, of a report of `docs/check-connectivity.ps1`; undefined for anything else. */
export function readCheckLine(line: string): CheckLine | undefined {
  const text = line.trim();
  return readCheck(text) ?? readFrame(text);
}

/** Whether a line of a report begins on the line, which a mail or a console may have broken. */
export function beginsCheckLine(line: string): boolean {
  return beginning.test(line);
}

function readCheck(text: string): CheckLine | undefined {
  const [, way, stepName, where = '', resultName, status, detail] = check.exec(text) ?? [];
  const step = checkSteps.find((name) => name === stepName?.toLowerCase());
  const result = checkResults.find((name) => name === resultName?.toLowerCase());
  const target = readTarget(where);
  if (step === undefined || result === undefined || target === undefined || target.host.startsWith('*.')) return undefined;
  if ((target.port === undefined) !== (step === 'dns')) return undefined;
  return {
    kind: 'check',
    way: wayOf(way),
    step,
    ...target,
    result,
    ...defined({ status: status === undefined ? undefined : Number(status), detail }),
  };
}

function readFrame(text: string): CheckLine | undefined {
  const [, productName, at = ''] = head.exec(text) ?? [];
  const product = products.find((name) => name === productName?.toLowerCase());
  if (product !== undefined) return { kind: 'head', product, at: at.toUpperCase() };
  const [, way] = via.exec(text) ?? [];
  if (way !== undefined) return { kind: 'via', way: wayOf(way) };
  const [, pattern, port] = skipped.exec(text) ?? [];
  if (pattern !== undefined) return { kind: 'skipped', pattern: pattern.toLowerCase(), port: Number(port) };
  const [, checks] = end.exec(text) ?? [];
  return checks === undefined ? undefined : { kind: 'end', checks: Number(checks) };
}

function wayOf(written: string | undefined): HostCheck['way'] {
  return written?.toLowerCase() === 'proxy' ? 'proxy' : 'direct';
}
