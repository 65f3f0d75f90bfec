import { logForms } from './forms.ts';
import { type ProxyRequest, referenceRequests } from './request.ts';

// How V8 holds a text that came out of JSON: in one piece, each character a byte.
const flat = (text: string): string => JSON.parse(JSON.stringify(text));

/** Nothing but the piece, up to the length. */
function repeated(piece: string, length: number): string {
  return flat(piece.repeat(Math.ceil(length / piece.length)).slice(0, length));
}

/** Requests of an office among which a server is set up. */
function officeRequests(): ProxyRequest[] {
  const others = Array.from({ length: 600 }, (_, index) => ({
    at: new Date(Date.UTC(2016, 0, 11, 8, 0, index)),
    host: `www${index}.site${index % 97}.example.com`,
    status: 200,
    durationInMs: 33 + index,
  }));
  const own = (['connect', 'configure', 'initial-sync'] as const).flatMap(referenceRequests);
  return [...others.slice(0, 300), ...own, ...others.slice(300)];
}

/** Ordinary logs by the name of their form. */
export function ordinaryLogs(length: number): [name: string, text: string][] {
  const requests = officeRequests();
  const forms = Object.entries(logForms).map(([form, write]): [string, string] => [form, repeated(`${write(requests)}\n`, length)]);
  return [...forms, ...Object.entries(timedLines).map(([name, line]): [string, string] => [name, numbered(length, line)])];
}

function numbered(length: number, line: (index: number) => string): string {
  const lines: string[] = [];
  for (let [index, size] = [0, 0]; size < length; index++) {
    lines.push(line(index));
    size += lines.at(-1)?.length ?? 0;
  }
  return flat(lines.join('').slice(0, length));
}

// One piece over and over.
const pieces = [
  'a',
  'a ',
  '"',
  '[',
  '<',
  '<a ',
  '<td>',
  '<b>x</b>\n',
  ',',
  ',\n',
  '"",\n',
  '#\n',
  'a\n',
  'a.b ',
  '://',
  'connect://',
  'a:b:c ',
  '%41',
  '*a.b\n',
  '@a.b',
  'http://a.b,',
  'x=y ',
  'url,host\n',
  '#Fields: cs-host sc-status\n',
  'configure\n',
  '1 2 3 TCP_X/200 5 GET ',
  '1 2 3 T/200 1 A B C D E \n',
  '- "GET http://a.b/ HTTP/1.1" 200 1 - \n',
  'Invoke-WebRequest : (407)\n',
  'user realm discovery failed\n',
  '-'.repeat(200),
  `http://${'a.'.repeat(100)}b\n`,
  '<b>&#46;&amp;&lt;&#47;\n',
];

const askedHosts = [
  'login.microsoftonline.com',
  'adminwebservice.microsoftonline.com',
  'bba800-anchor.microsoftonline.com',
  'www.example.com',
];
const asked = (index: number) => askedHosts[(index * 7 + (index >> 3)) % askedHosts.length];
const momentOf = (index: number) => new Date(Date.UTC(2016, 0, 11, 8, 31) + index * 137).toISOString();
const shortMomentOf = (index: number) => momentOf(index).slice(0, 19).replace('T', ' ');

// Lines as people and small tools write them, none of which comes twice, as each has a moment of its own.
const timedLines: Readonly<Record<string, (index: number) => string>> = {
  'a moment and CONNECT': (index) => `${shortMomentOf(index)} CONNECT ${asked(index)}:443 200\n`,
  'a moment, a tab and connect://': (index) => `${momentOf(index)}\tconnect://${asked(index)}:443\n`,
  'a moment, a user and connect://': (index) => `${momentOf(index)} CORP\\u${index % 977} connect://${asked(index)}:443 200\n`,
  'a moment, a client and an address': (index) => `${momentOf(index)} 10.0.0.${index % 250} https://${asked(index)}/ 200\n`,
  'addresses with paths, bytes and milliseconds': (index) =>
    `${momentOf(index)} https://${asked(index)}/path/${shortName(index)} 200 ${index % 9_000} ${index % 700}\n`,
  'connect:// and a word of refusal': (index) => `${momentOf(index)} connect://${asked(index)}:443 denied\n`,
  'connect:// and words of failure': (index) => `${momentOf(index)} connect://${asked(index)}:443 timed out\n`,
  'the name of a machine and connect://': (index) => `Jan 11 ${momentOf(index).slice(11, 19)} proxy1 connect://${asked(index)}:443 200\n`,
  'rows of Zscaler without a header': (index) =>
    `"${shortMomentOf(index)}","u${index % 300}@corp.example","Tunnel","${asked(index)}:443","Allowed","200","10.0.0.${index % 250}"\n`,
};

// Short, and another for each index.
const shortName = (index: number) => (Math.imul(index + 1, 2_654_435_761) >>> 0).toString(36);
const inMixedCase = (name: string, index: number) =>
  [...name].map((char, place) => ((index >> place) & 1 ? char.toUpperCase() : char)).join('');
const escaped = (name: string) => [...name].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('');
// Below their header, which is all that they have in common.
const below = (header: string, row: (index: number) => string) => (index: number) => (index === 0 ? `${header}\n` : row(index));

// Each line names another host.
const hostsThatDiffer: Readonly<Record<string, (index: number) => string>> = {
  'hosts below a suffix that counts': (index) => `8:31 connect://h${index}.microsoftonline.com:443 403\n`,
  anchors: (index) => `8:31 connect://h${index}-anchor.microsoftonline.com:443 504\n`,
  'hosts of others': (index) => `8:31 connect://h${index}.example.com:443\n`,
  'names beyond ASCII': (index) => `https://b\u00fccher${index}.example/\n`,
  'names beyond ASCII below a suffix that counts': (index) => `8:31 connect://b\u00fccher${index}.microsoftonline.com:443 403\n`,
  'two labels below a suffix': (index) => `8:31 connect://a.h${index}.microsoftonline.com:443 403\n`,
  'neighbours of hosts that count': (index) => `8:31 connect://h${index}.microsoft.com:443 403\n`,
  capitals: (index) => `8:31 CONNECT://H${index}.MICROSOFTONLINE.COM:443 403\n`,
  'names of fifty labels': (index) => `8:31 connect://${'a.'.repeat(50)}h${index}.microsoftonline.com:443 403\n`,
  'labels of sixty letters': (index) => `8:31 connect://${String(index).padStart(60, 'k')}.microsoftonline.com:443 403\n`,
  'addresses in numbers': (index) => `8:31 https://[2001:db8::${index.toString(16)}]:443/ 403\n`,
  ports: (index) => `8:31 connect://login.microsoftonline.com:${1 + (index % 65_535)} 403\n`,
  'escaped names': (index) => `8:31 https://h${index}%2Emicrosoftonline%2Ecom/ 403\n`,
  'lines that end as on old machines': (index) => `8:31 connect://h${index}.microsoftonline.com:443 403\r`,
  'one line without an end': (index) => `8:31 connect://h${index}.microsoftonline.com:443 403 `,
  'rows of Squid': (index) => `1453019880.123 7 10.0.0.5 TCP_DENIED/403 1 CONNECT h${index}.microsoftonline.com:443 - HIER_NONE/- -\n`,
  'rows of W3C, the columns named again and again': (index) =>
    index % 9 === 0 ? '#Fields: time cs-host sc-status\n' : `8:31 h${index}.microsoftonline.com 403\n`,
  'cells of a page': (index) => `<tr><td>8:31</td><td>connect://<em>h${index}</em>.microsoftonline.com:443</td></tr>\n`,
  'hosts alone': (index) => `h${index}.microsoftonline.com\n`,
  'short hosts alone': (index) => `${shortName(index)}.nsatc.net\n`,
  'hosts beyond ASCII alone': (index) => `b\u00fc${index}.microsoftonline.com\n`,
  'two hosts in a line': (index) => `${shortName(index)}.nsatc.net${index % 2 ? ' ' : '\n'}`,
  'names of sixty labels alone': (index) => `${'a.'.repeat(60)}${shortName(index)}.microsoftonline.com\n`,
  'ends in mixed case': (index) => `h.${inMixedCase('microsoftonline', index)}.com\n`,
  'hosts between quotes': (index) => `"h${index}.microsoftonline.com"\n`,
  'hosts between asterisks': (index) => `connect://*h${index}*.microsoftonline.com\n`,
  'hosts behind a user': (index) => `https://u@h${index}.microsoftonline.com/\n`,
  'names escaped letter by letter': (index) => `https://${escaped(`h${index}.microsoftonline.com`)}/ 403\n`,
  'names whose first letter is escaped': (index) => `%68${index}.nsatc.net\n`,
  'entities in names': (index) => `<p>h${index}&#46;nsatc&#46;net\n`,
  'times that differ': (index) => `${index % 24}:${index % 60} login.windows.net\n`,
  'statuses that differ': (index) => `login.windows.net ${400 + (index % 32)}\n`,
  'rows without a header': (index) => `8:31,h${index}.nsatc.net:443,CONNECT,403\n`,
  'rows that do not fit their header': below('url,respcode', (index) => `x${index},h${index}.nsatc.net\n`),
  'rows whose end is cut off': below('time,url,respcode,action', (index) => `8:31,${shortName(index)}.nsatc.net\n`),
  'rows with a word for an answer': below(
    '#Fields: date time cs-host sc-status',
    (index) => `2016-01-11 08:31:00 login.windows.net w${shortName(index)}\n`,
  ),
  'rows of a feed': below('url,respcode,action', (index) => `h${index}.nsatc.net,403,Blocked\n`),
  'short rows of W3C': below('#Fields: cs-host sc-status', (index) => `${shortName(index)}.nsatc.net 0\n`),
  'rows of W3C with a word': below('#Fields: cs-host sc-status x-exception-id', (index) => `${shortName(index)}.nsatc.net - time_deny\n`),
};

// Each line has other words beside its host.
const wordsThatDiffer: Readonly<Record<string, (index: number) => string>> = {
  'a word that differs': (index) => `connect://bba800-anchor.microsoftonline.com:443 w${shortName(index)}\n`,
  'words of TLS': (index) => `connect://a.bc SSL${shortName(index)} TLS CERT HOST\n`,
  'a word that says TLS thirty times': (index) => `connect://login.microsoftonline.com ${'ssl'.repeat(30)}${shortName(index)}\n`,
  'an action of a hundred letters': below(
    '#Fields: cs-host sc-status s-action',
    (index) => `a.bc 200 ${shortName(index).padStart(105, 'x')}\n`,
  ),
  'numbers that differ': (index) => `connect://a.bc ${index} ${index + 1} ${index + 2} ${index + 3}\n`,
  'a number behind a word of failure': (index) => `https://a.bc/ timeout ${index}\n`,
};

/** Logs that are made to cost as much as they can. */
export function hostileLogs(length: number): [name: string, text: string][] {
  return [
    ...pieces.map((piece): [string, string] => [JSON.stringify(piece.slice(0, 40)), repeated(piece, length)]),
    ...logsOfManyHosts(length),
    ...Object.entries(wordsThatDiffer).map(([name, line]): [string, string] => [name, numbered(length, line)]),
  ];
}

/** Those among them whose every line names another host: they fill what is kept of a log. */
function logsOfManyHosts(length: number): [name: string, text: string][] {
  return Object.entries(hostsThatDiffer).map(([name, line]) => [name, numbered(length, line)]);
}
