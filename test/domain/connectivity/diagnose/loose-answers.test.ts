import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';

const host = 'adminwebservice.microsoftonline.com';
const numRuns = process.env.SOAK === '1' ? 5_000 : 100;

/** Lines without fixed fields, and rows of few fields, with what came of the request behind the target. */
const forms: Readonly<Record<string, (answer: string) => string>> = {
  'connect://': (answer) => `1/11/2016 8:31 connect://${host}:443 ${answer}`,
  'connect:// alone': (answer) => `connect://${host}:443 ${answer}`,
  'a tunnel behind a name': (answer) => `Jan 11 08:31:00 proxy1 connect://${host}:443 ${answer}`,
  'a tunnel of somebody': (answer) => `1/11/2016 8:31 CORP\\svc connect://${host}:443 ${answer}`,
  address: (answer) => `2016-01-11T08:31:00Z https://${host}/ ${answer}`,
  host: (answer) => `${host}:443 ${answer}`,
  CONNECT: (answer) => `2016-01-11 08:31:00 CONNECT ${host}:443 ${answer}`,
  'parted by tabs': (answer) => `8:31\tconnect://${host}:443\t${answer}`,
  'parted by commas': (answer) => `2016-01-11 08:31:00,connect://${host}:443,${answer}`,
};
const formOf = fc.constantFrom(...Object.entries(forms));

/** One of several, as the line that is told wrong is to be seen in the message. */
const oneOf = (text: string, ...values: Told[]) => expect([...values, `${text}: ${told(text)}`]).toContain(told(text));

type Told = number | string | 'open' | 'unread';

function told(line: string): Told {
  const { refused, reached } = diagnoseLog(line, 'connect');
  return refused[0]?.status ?? (reached.length > 0 ? 'open' : 'unread');
}

const status = fc.constantFrom(403, 407, 408, 502, 503, 504);
// As tools and people write a number that is an answer, alone or with its words.
const spelled = fc.constantFrom(
  ...[
    '%',
    '(%)',
    '[%]',
    '"%"',
    '%!',
    '%.',
    '% x',
    '%: x',
    '% (NTLM)',
    'HTTP/1.1 %',
    'HTTP%',
    'HTTP_%',
    'HTTP:%',
    'status=%',
    'TCP_DENIED/%',
  ],
  ...[
    '% Request denied',
    '% user denied',
    '% Connection refused',
    '% connection timed out',
    '12ms %',
    'dns=3ms tls=12ms %',
    '3912 bytes %',
  ],
);
const doubtful = fc.constantFrom(
  ...['=%', '->%', ':%', '/%', '#%', '%.0', 'rc=%', 'err=%', 'E%', '%\u2011Proxy', '200 -> %', '200/%', '\uff14\uff10\uff17'],
);
/** What fails in words that nobody can list: of another language, of a system, or as the value of a name. */
const failing = fc.oneof(
  fc.constantFrom(
    ...['verweigert', 'fehlgeschlagen', 'Zeit\u00fcberschreitung', 'nicht erreichbar', '\u00e9chec', 'denegado', 'geweigerd', 'bloccato'],
    ...['disallowed', 'prohibited', 'down', 'dead', 'KO', 'no route to host', 'success=false', 'allowed=false', 'EAI_AGAIN', '0x80072ee7'],
    ...['net::ERR_PROXY_AUTH_REQUESTED', '10061', '11001', '12029', '-1', '499', '520', '599', 'policy Default-Deny', 'group Denied-Users'],
    ...['not blocked', 'blocked=no', 'denied=0', 'dropped 0', 'timeout=30', '0 errors'],
  ),
  // Whatever word it is, unless a list holds it.
  fc.stringMatching(/^[q-z]{3}[g-l]{3,8}$/),
);
/** What says nothing of what came of it: sizes, times, users, programs, and names with a word of refusal in them. */
const beside = fc.constantFrom(
  ...['', '3912', '407 bytes', '12ms', '0.407', 'dns=3ms connect=12ms tls=40ms', 'bytes=3912', 'CORP\\jblock', 'CORP\\svc_abort'],
  ...['block@corp.example', 'curl/8.4.0', 'TLSv1.2', 'user=block\\svc', 'dns ok'],
);
const besideSuccess = fc.oneof(
  beside,
  fc.constantFrom(
    'jblock',
    'svc-dropbox',
    'denys',
    'timeout=30',
    'blocked=no',
    'not blocked',
    'jsmith',
    '407',
    '504 bytes',
    'OK',
    'closed',
  ),
);

const property = <T>(values: fc.Arbitrary<T>, check: (value: T, line: (answer: string) => string, form: string) => void) =>
  fc.assert(
    fc.property(values, formOf, (value, [form, line]) => check(value, line, form)),
    { numRuns },
  );

describe('the answer in a line without fixed fields', () => {
  it('is its number, however that is written, or not understood; it is never a success, and no other refusal', () => {
    property(fc.tuple(status, spelled), ([number, spelling], line) => {
      const text = line(spelling.replace('%', String(number)));
      oneOf(text, number, 'unread');
    });
    property(fc.tuple(status, doubtful), ([number, spelling], line) => {
      const text = line(spelling.replace('%', String(number)));
      expect([text, told(text)]).toEqual([text, 'unread']);
    });
  });

  it('is read of a tunnel in every spelling', () => {
    fc.assert(
      fc.property(status, spelled, (number, spelling) => {
        const text = `8:31 connect://${host}:443 ${spelling.replace('%', String(number))}`;
        expect([text, told(text)]).toEqual([text, number]);
      }),
      { numRuns },
    );
  });

  it('is none where it is 000', () => {
    for (const line of Object.values(forms)) oneOf(line('000'), 'timeout', 'unread');
    expect(told(`https://${host}/ 000`)).toBe('timeout');
  });

  it('is left open by a word that is neither known nor a name', () => {
    property(failing, (words, line) => {
      const text = line(words);
      expect([text, told(text)]).toEqual([text, 'unread']);
    });
  });

  it('is a success with what else logs have there, and never a refusal', () => {
    property(beside, (words, line) => {
      const text = line(words);
      oneOf(text, 'open', 'unread');
    });
    property(besideSuccess, (words, line, form) => {
      const text = line(`200 ${words}`);
      const isLoose = form.includes('connect') || form.includes('tunnel');
      if (isLoose) expect([text, told(text)]).toEqual([text, 'open']);
      else oneOf(text, 'open', 'unread');
    });
  });

  it('names the host that is only asked for where nothing was understood of it', () => {
    property(failing, (words, line) => {
      expect(diagnoseLog(`8:30 connect://login.microsoftonline.com:443 200\n${line(words)}`, 'connect')).toMatchObject({ refused: [] });
    });
  });
});

describe('pairs of names and values', () => {
  const indents = fc.constantFrom('', '  ', '\t', '    ');
  const quotes = fc.constantFrom('"', "'");
  const names = fc.constantFrom('host', 'name', 'remote', 'url', 'to', 'target', 'server name');
  const joints = fc.constantFrom(': ', ' : ', ':');
  const targets = fc.constantFrom(host, `${host}:443`, `https://${host}/`, `connect://${host}:443`);

  it('that stand a line each tell of no success', () => {
    fc.assert(
      fc.property(indents, quotes, names, joints, targets, fc.boolean(), (indent, quote, name, joint, target, isFirst) => {
        const pair = `${quote}${name}${quote}${joint}${quote}${target}${quote},`;
        const text = ['{', `${indent}${pair}`, `${indent}${quote}status${quote}${joint}407`, '}'];
        const lines = isFirst ? [`{ ${pair}`, ...text.slice(2)] : text;
        expect([lines, told(lines.join('\n'))]).toEqual([lines, 'unread']);
      }),
      { numRuns },
    );
  });
});
