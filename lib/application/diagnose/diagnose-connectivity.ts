import type { TextExplanation } from '../../domain/catalogue/text/explain-text.ts';
import type { NetworkAdvice, NetworkDiagnosis } from '../../domain/connectivity/diagnose/finding.ts';
import type { Product } from '../../domain/connectivity/tables/endpoint-row.ts';

/** A log, or a list of hosts. */
export interface AskedDiagnosis {
  log?: string | undefined;
  hosts?: readonly string[] | undefined;
  /** Unless told, what the report of the script names, else Entra Connect Sync. */
  product?: Product | undefined;
}

interface Deps {
  /** The catalogue as a reader of texts; it is asked only for what no form of a log explains. */
  loadTextExplainer(): Promise<(text: string) => TextExplanation>;
}

// Where the pages of the wizard and the errors of the way to Microsoft are told.
const families: readonly string[] = ['connect-auth', 'connect-connectivity'];

/**
 * Says what a proxy log, a report of the script, a pasted text or a list of hosts tells of the way to Microsoft. Nothing of it is kept
 * or written down.
 */
export async function diagnoseConnectivity(
  { loadTextExplainer }: Deps,
  { log, hosts, product }: AskedDiagnosis,
): Promise<NetworkDiagnosis> {
  if (log === undefined) {
    const { diagnoseHosts } = await import('../../domain/connectivity/diagnose/diagnose-hosts.ts');
    return diagnoseHosts(hosts ?? [], product ?? 'connect');
  }
  const { diagnoseLog, productOf } = await import('../../domain/connectivity/diagnose/diagnose-log.ts');
  const { unread, ...diagnosis } = diagnoseLog(log, product ?? productOf(log));
  if (unread === '') return diagnosis;
  // A page of the wizard names its trouble itself; that no log came with it is none.
  const told = diagnosis.advice.filter(({ rule }) => rule !== 'server-not-in-log' && rule !== 'form-not-understood');
  const explained = adviceFrom(explainPages(await loadTextExplainer(), unread), told);
  return { ...diagnosis, advice: explained.length > 0 ? [...told, ...explained] : diagnosis.advice };
}

type Findings = TextExplanation['value'];

const [mostHeadings, longestHeading] = [200, 90];

/** What a text tells as a whole, and what each of its lines names that stands there as a heading, whatever stands around it. */
function explainPages(explain: (text: string) => TextExplanation, text: string): Findings {
  const lines = new Set(text.split('\n').map((line) => line.trim()));
  const headings = [...lines]
    .filter((line) => line.length <= longestHeading && /[a-z] ?[A-Z]|[a-z] [a-z]/.test(line))
    .slice(0, mostHeadings);
  const named = headings.flatMap((line) => explain(line).value.filter((finding) => isWhole(finding, line)));
  const found = [...explain(text).value, ...named];
  return [...new Map(found.map((finding) => [`${finding.family}/${finding.code}`, finding])).values()];
}

// A word in a sentence or in a line of a log names nothing.
function isWhole({ spans }: Findings[number], line: string): boolean {
  const bare = (part: string) => part.replace(/[^a-z\d]+/gi, '').length;
  return spans.some(({ start, end }) => bare(line.slice(start, end)) * 5 >= bare(line) * 4);
}

function adviceFrom(value: Findings, told: readonly NetworkAdvice[]): NetworkAdvice[] {
  const known = new Set(told.flatMap(({ codes }) => codes));
  return value
    .filter(({ family, code }) => families.includes(family) && !known.has(`${family}/${code}`))
    .map(({ family, code, explanation: { meaning, remedies, sources } }) => ({
      rule: `${family}/${code}` as const,
      says: meaning,
      ...(remedies[0] !== undefined && { advice: remedies[0] }),
      hosts: [],
      confidence: 'documented',
      source: sources[0] ?? '',
      links: sources.slice(1),
      codes: [`${family}/${code}`],
    }));
}
