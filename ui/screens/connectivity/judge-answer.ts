import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { createTableAnswers, type RowAnswer } from './table-answers.ts';

type Status = NetworkDiagnosis['refused'][number]['status'];

/** Tells what a line itself says of an answer: a host may have answered elsewhere. */
export interface AnswerJudge {
  note(line: string): void;
  /** Whether a line that names a host, with this behind the name, shows that it was refused so. */
  saysStatus(line: string, status: Status, behind: string): boolean;
  /** Whether a line that names none tells of one of the refusals. */
  saysRefusal(line: string): boolean;
}

// What some forms write in the place of a number.
const words: Readonly<Partial<Record<Status, RegExp>>> = {
  403: /block|den(?:y|ied)|reject|forbid|drop|refus/i,
  407: /auth\w*?[\s_-]{1,3}(?:is |was |has )?(?:fail|requir)/i,
  timeout: /abort|disconnect|hang.?up|reset|time.?d?.?out|conn.{0,28}refus/i,
  dns: /dns|nxdomain|servfail|unresolv|resolution|resolve(?!d)|not (?:be |been )?resolved|unknown.?host|not.?found/i,
  tls: /(?:ssl|tls|cert|handshake).{0,40}(?:fail|error|untrust|invalid|expired|mismatch|reject|bad|problem|could|inspected)|(?:fail|bad|invalid|untrusted|could|unable|verify).{0,40}(?:ssl|tls|cert|handshake)|self.signed/i,
};
// Words that something came to nothing, also in the languages of Windows, and what PowerShell begins an error with. Only such a line may be
// the refusal where it has neither its number nor its words.
const failure = new RegExp(
  [
    '\\b(?:fail\\w*|errors?|unable|cannot|can.t|couldn.t|could not|does not|is not|unknown|invalid|closed|lost|broken|unreach\\w*|non-existent)\\b',
    '\\b(?:nicht|unbekannt|inconnu|desconocido|sconosciuto|impossibl?e|impossibile|imposs\u00edvel|kan geen|kan niet|det g\u00e5r inte|nie mo\u017cna)(?![a-z])',
    'n.a pas|no se puede|no es posible|n\u00e3o p|\u043d\u0435\u0432\u043e\u0437\u043c\u043e\u0436\u043d\u043e|\u3067\u304d\u307e\u305b\u3093|\u65e0\u6cd5|\u672a\u80fd',
    '^(?:invoke-webrequest|invoke-restmethod|iwr|irm)\\s?:',
    '\\/000(?!\\d)',
  ].join('|'),
  'i',
);
// What was typed says nothing of what came of it, nor is a good check of the script a bad one, whatever they are called.
const asked =
  /^(?:ps [^>]{0,200}>|[a-z]:\\[^>]{0,200}>|[$#])?\s{0,9}(?:resolve-dnsname|nslookup|curl|wget|openssl|invoke-webrequest|invoke-restmethod|iwr|irm|test-netconnection|tnc)(?:\.exe)?\s+(?!:)|^(?:direct|proxy) (?:dns|tcp|connect|tls|http) \S{1,300} ok(?= |$)/i;
// The numbers of Windows that TMG writes.
const numbers: Readonly<Partial<Record<Status, RegExp>>> = {
  403: /(?<!\d)1220[24](?!\d)/,
  407: /(?<!\d)12209(?!\d)/,
  timeout: /(?<!\d)(?:1006[01]|12002)(?!\d)/,
  dns: /(?<!\d)(?:1100[14]|12007)(?!\d)/,
};
// Both forms of Squid have the number at its place; in the others any field may be it.
const answer = /(?:[A-Z]\/|HTTP\/\d\.\d" )(\d{3})\b/;
// Whatever number goes with it.
const denied = /DENIED\w*[/:]/;
// Of several numbers behind a target the first that may be one, and no port, counts; others are sizes and times.
const statusBehind = /(?:^|[\s,;"'([|=])(20\d|30[0-8]|4(?:[0-3]\d|51)|50\d|51[01])(?![\w-]|[.:]\d| ?(?:bytes|ms)\b)/;
// A line that ends with its address says nothing of an answer.
const success = /(?:^|[\s,;"|/])(?:ok|200)\b|(?:[a-z]:\d+|\/)\s*$/i;
// What tools say of the host that was named before.
const ofTools: Readonly<Partial<Record<Status, RegExp>>> = {
  tls: /^(?:curl: \(\d+\)|\*) .*(?:certificate problem|sni or certificate|sec_e_|no alternative certificate)/i,
  timeout: /^tcptestsucceeded\s*: false|^curl: \(28\)|^warning: tcp connect to .* failed/i,
  dns: /^\*\*\* request to \S+ timed-out/i,
};

/** A row below a header is judged by the columns of its answer; anything else by what may be one. */
export function createAnswerJudge(refused: NetworkDiagnosis['refused']): AnswerJudge {
  const table = createTableAnswers();
  const known = new Map<Status, Saying>();
  const statuses = [...new Set(refused.map(({ status }) => status))];
  const sayingOf = (line: string, status: Status): Saying => {
    const row = table.answerOf(line);
    return row === undefined ? readLine(line, status) : always(saysInRow(row, status));
  };
  // `(407)`, `'407'`, `: 407`, `HTTP/1.1 407`, `HTTP code 407`, `response 407`
  const error = new RegExp(`(?:[(':] ?|HTTP/[\\d.]+ |\\b(?:code|response) )(?:${statuses.join('|') || '(?!)'})\\b`);
  return {
    note(line) {
      known.clear();
      table.note(line);
    },
    saysRefusal: (line) => error.test(line) || statuses.some((status) => ofTools[status]?.test(line.trim())),
    saysStatus(line, status, behind) {
      // However many hosts a line names, it is read once.
      const saying = known.get(status) ?? sayingOf(line, status);
      known.set(status, saying);
      const [, number] = statusBehind.exec(behind) ?? [];
      return number === undefined ? saying.without : (saying.beside ?? Number(number) === status);
    },
  };
}

/** Whether a line says that it was refused so: where a number stands behind the target, which decides if `beside` does not; and where none does. */
interface Saying {
  beside?: boolean;
  without: boolean;
}

function always(says: boolean): Saying {
  return { beside: says, without: says };
}

function saysInRow({ number, words: told }: RowAnswer, status: Status): boolean {
  if (number === status || (number !== undefined && numbers[status]?.test(`${number}`))) return true;
  // Some proxies answer with a page of their own, and 200; a number that says more outweighs a word.
  const mayRefine = number === undefined || number < 400 || (typeof status === 'string' && number >= 500 && number !== 504);
  if (!mayRefine) return false;
  if (words[status]?.test(told) === true || numbers[status]?.test(told) === true) return true;
  return number === undefined && new RegExp(`(?<!\\d)${status}(?!\\d)`).test(told);
}

function readLine(line: string, status: Status): Saying {
  if (asked.test(line.trimStart())) return always(false);
  const [, told] = answer.exec(line) ?? [];
  if (told !== undefined && typeof status === 'number')
    return always(Number(told) === status || (status === 403 && Number(told) < 400 && denied.test(line)));
  if (words[status]?.test(line) || numbers[status]?.test(line)) return always(true);
  if (typeof status === 'number') return { without: new RegExp(`(?<!\\d)${status}(?!\\d)`).test(line) };
  // Whoever answered with a number was reached.
  return { beside: false, without: failure.test(line) && !(Number(told) >= 200) && !success.test(line) };
}
