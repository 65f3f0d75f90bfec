import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const address = `https://${host}/ProvisioningService.svc`;
const command = `Invoke-WebRequest -Uri ${address}`;
const found = (text: string) => {
  const { refused, advice } = diagnoseLog(text, 'connect');
  return { refused: refused.map((refusal) => `${refusal.host} ${refusal.status}`), rules: advice.map(({ rule }) => rule) };
};

// Each of the errors, in what Windows PowerShell puts around it; what PowerShell 7 says has no trace.
const errors: readonly (readonly [wording: string, status: string | number, rule: string])[] = [
  ['The remote server returned an error: (407) Proxy Authentication Required.', 407, 'proxy-wants-sign-in'],
  ['The remote server returned an error: (403) Forbidden.', 403, 'address-closed'],
  ['Unable to connect to the remote server', 'dns', 'no-connection'],
  [`The remote name could not be resolved: '${host}'`, 'dns', 'name-not-resolved'],
  ["The remote name could not be resolved: 'fabrikamproxy'", 'dns', 'proxy-not-reached'],
  ['The underlying connection was closed: Could not establish trust relationship for the SSL/TLS secure channel.', 'tls', 'no-inspection'],
  ['The underlying connection was closed: An unexpected error occurred on a receive.', 'timeout', 'proxy-gets-no-answer'],
  ['The request was aborted: Could not create SSL/TLS secure channel.', 'tls', 'no-inspection'],
  ['The operation has timed out.', 'timeout', 'proxy-gets-no-answer'],
  ['Response status code does not indicate success: 403 (Forbidden).', 403, 'address-closed'],
  ["The proxy tunnel request to proxy 'http://fabrikamproxy:8080/' failed with status code '407'.", 407, 'proxy-wants-sign-in'],
  [`No such host is known. (${host}:443)`, 'dns', 'name-not-resolved'],
  ['The SSL connection could not be established, see inner exception.', 'tls', 'no-inspection'],
  ['Der Remoteserver hat einen Fehler zur\u00fcckgegeben: (407) Proxyauthentifizierung erforderlich.', 407, 'proxy-wants-sign-in'],
  [`Der Remotename konnte nicht aufgel\u00f6st werden: '${host}'`, 'dns', 'name-not-resolved'],
  [`Der angegebene Host ist unbekannt. (${host}:443)`, 'dns', 'name-not-resolved'],
  ['Die Verbindung mit dem Remoteserver kann nicht hergestellt werden.', 'dns', 'no-connection'],
  [
    'Die zugrunde liegende Verbindung wurde geschlossen: F\u00fcr den gesch\u00fctzten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden..',
    'tls',
    'no-inspection',
  ],
  ['Die Anfrage wurde abgebrochen: Es konnte kein gesch\u00fctzter SSL/TLS-Kanal erstellt werden.', 'tls', 'no-inspection'],
  [`Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte. (${host}:443)`, 'dns', 'no-connection'],
  ['Timeout f\u00fcr den Vorgang wurde \u00fcberschritten.', 'timeout', 'proxy-gets-no-answer'],
  ['Timeout f\u00fcr Vorgang \u00fcberschritten.', 'timeout', 'proxy-gets-no-answer'],
  [`Le nom distant n'a pas pu \u00eatre r\u00e9solu: '${host}'`, 'dns', 'name-not-resolved'],
];
const traces = ['At line:1 char:1', 'In Zeile:1 Zeichen:1'].map(
  (place) =>
    `${place}\n+ ${command}\n+ ${'~'.repeat(command.length)}\n    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException\n    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand`,
);

/** Broken at the edge of a window. */
function byLetters(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => line.match(new RegExp(`.{1,${width}}`, 'gu')) ?? ['']);
}

/** Broken as a mail does. */
function byWords(text: string, width: number): string[] {
  return text.split('\n').flatMap((line) => {
    const pieces: string[] = [];
    for (const word of line.split(' ')) {
      const longer = `${pieces.at(-1)} ${word}`;
      if (pieces.length > 0 && longer.length <= width) pieces[pieces.length - 1] = longer;
      else pieces.push(word);
    }
    return pieces;
  });
}

const shapes = fc.record({
  before: fc.constantFrom('', `PS C:\\> ${command}\n`, `PS C:\\Windows\\system32> ${command}\n`),
  after: fc.constantFrom('', ...traces.map((trace) => `\n${trace}`)),
  broken: fc.constantFrom(byLetters, byWords),
  width: fc.integer({ min: 50, max: 150 }),
  quote: fc.constantFrom('', '> ', '>', '>> ', '> > ', '| '),
  end: fc.constantFrom('\n', '\r\n'),
  sign: fc.constantFrom(' : ', ': '),
});

describe('an error of PowerShell', () => {
  it.each(errors)('says the same however a window or a mail has broken and quoted it: %s', (wording, status, rule) => {
    void fc.assert(
      fc.property(shapes, ({ before, after, broken, width, quote, end, sign }) => {
        const text = broken(`${before}Invoke-WebRequest${sign}${wording}${after}`, width)
          .map((line) => quote + line)
          .join(end);
        expect([text, found(text)]).toEqual([text, { refused: [`${host} ${status}`], rules: [rule] }]);
      }),
      { numRuns: 40 },
    );
  });

  it('takes nothing from the error behind it', () => {
    const every = fc.constantFrom(...errors.filter(([, , rule]) => rule !== 'proxy-not-reached'));
    void fc.assert(
      fc.property(every, every, fc.integer({ min: 60, max: 150 }), fc.constantFrom(...traces), ([one], [other], width, trace) => {
        const login = `Invoke-WebRequest -Uri https://login.microsoftonline.com/`;
        const [first, second] = [one, other].map((wording) => wording.replace(host, 'x')) as [string, string];
        const apart = [`PS C:\\> ${command}\nInvoke-WebRequest : ${first}\n${trace}`, `PS C:\\> ${login}\nInvoke-WebRequest : ${second}`];
        const refused = apart.flatMap((text) => found(text).refused);
        expect(found(byWords(apart.join('\n'), width).join('\n')).refused.toSorted()).toEqual(refused.toSorted());
      }),
      { numRuns: 40 },
    );
  });
});

describe('the output of a test that went well', () => {
  it.each(['', '> ', '>', '>> ', '> > ', '| ', '>\t', '  > '])('is read where a mail quotes it: "%s"', (quote) => {
    const fields = [
      'StatusCode        : 200',
      'StatusDescription : OK',
      'Content           : <?xml version="1.0"?>',
      'Forms             : {}',
    ];
    const text = [`PS C:\\> ${command}`, '', ...fields].map((line) => quote + line).join('\n');
    const { lines, reached } = diagnoseLog(text, 'connect');
    expect([lines.notUnderstood, reached.map(({ host: pattern }) => pattern)]).toEqual([0, ['*.microsoftonline.com']]);
  });
});

describe('the report of the script', () => {
  const folder = new URL('../../../fixtures/connectivity/', import.meta.url);
  const reports = readdirSync(folder).filter((name) => name.startsWith('check-'));
  const marked: readonly (readonly [string, (line: string, place: number) => string])[] = [
    ...['- ', '* ', '\u2022 ', '> ', '> - ', '\u00a0\u00a0'].map((sign) => [`"${sign}"`, (line: string) => sign + line] as const),
    ['numbers', (line, place) => `${place + 1}. ${line}`],
    ['blanks that do not break', (line) => line.replaceAll(' ', '\u00a0')],
    ['bars', (line) => `| ${line} |`],
    ['the signs of code', (line) => `\`${line}\``],
  ];

  it.each(reports.flatMap((name) => marked.map(([how, mark]) => [name, how, mark] as const)))(
    'says the same in a list, a table or a page: %s with %s',
    (name, _, mark) => {
      const lines = readFileSync(new URL(name, folder), 'utf8').trim().split(/\r?\n/);
      expect(found(lines.map(mark).join('\n'))).toEqual(found(lines.join('\n')));
    },
  );
});
