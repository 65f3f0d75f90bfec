import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { NetworkDiagnosis } from '../../../../client/client.d.ts';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../../ui/screens/connectivity/judge-lines.ts';

const host = 'adminwebservice.microsoftonline.com';

function told(log: string) {
  const diagnosis = diagnoseLog(log, 'connect');
  const { refused, reached, lines } = diagnosis;
  const { counts } = judgeLines(log, diagnosis as unknown as NetworkDiagnosis);
  const is = refused[0]?.status ?? (reached.length > 0 ? 'reached' : `unclear ${lines.notUnderstood}`);
  return { is, isColoured: counts.refused > 0 };
}

/** What a cell says: `loss` that something went wrong and not what, `unknown` nothing that anybody knows. */
type Meaning = 'nothing' | 'good' | 'unknown' | 'loss' | 'dns' | 'tls' | 'timeout' | 403 | 407;
type Cell = readonly [text: string, meaning: Meaning];

const cellsOf = (meaning: Meaning, ...texts: string[]): Cell[] => texts.map((text) => [text, meaning]);
const actions: readonly Cell[] = [
  ...cellsOf('nothing', '-', 'None'),
  ...cellsOf('good', 'TCP_TUNNELED', 'TCP_NC_MISS', 'Allowed', 'allow', 'PERMIT', 'OBSERVED', 'tcp_hit', 'Unblocked', 'not denied'),
  ...cellsOf('unknown', 'ip-conn', 'violation', 'TCP_AUTH_FORM', 'umgeleitet', 'Isolated', 'Terminate'),
  ...cellsOf('loss', 'TCP_ERR_MISS', 'Failed', 'FAILURE', 'TCP_RST', 'server-rst', 'Error', 'Disallowed', 'gesperrt'),
  ...cellsOf(403, 'TCP_DENIED', 'Blocked', 'DENIED', 'deny', 'Block', 'TCP_DENIED_REPLY'),
  ...cellsOf(407, '407', 'HTTP/1.1 407', 'TCP_DENIED/407'),
  ...cellsOf('timeout', 'TCP_TIMEDOUT', 'timeout'),
];
const exceptions: readonly Cell[] = [
  ...cellsOf('nothing', '-', '0', '0x0', 'no error'),
  ...cellsOf('loss', 'tcp_error', 'gateway_error', 'internal_error', 'server_request_limit', 'invalid_response', 'connection_reset'),
  ...cellsOf('loss', 'license_expired', 'Connection lost', '12345'),
  ...cellsOf('dns', 'dns_unresolved_hostname', '11001'),
  ...cellsOf('tls', 'ssl_server_cert_untrusted_issuer'),
  ...cellsOf('timeout', '10060', '10061'),
  ...cellsOf(403, 'policy_denied', 'content_filter_denied'),
  ...cellsOf(407, 'authentication_failed', 'Proxy authentication required', '407', '12209'),
];
const reasons: readonly Cell[] = [
  ...cellsOf('nothing', '-', 'Allowed', 'Business use', 'No block rule matched', 'not blocked', 'no threat'),
  ...cellsOf('loss', 'Server connection failure', 'Not allowed to browse this category'),
  ...cellsOf(403, 'Blocked by policy', 'Access denied'),
  ...cellsOf(407, 'HTTP 407', 'Proxy authentication failed'),
];
const columns = {
  action: ['s-action', 'action', 'sc-filter-result', 'verdict', 'disposition', 'Policy Action'],
  exception: ['x-exception-id', 'error', 'error_code', 'exception'],
  reason: ['reason', 'message'],
} as const;

interface Column {
  name: string;
  cell: Cell;
}

const columnOf = (names: readonly string[], cells: readonly Cell[]) =>
  fc.record({ name: fc.constantFrom(...names), cell: fc.constantFrom(...cells) });
const anyColumn = fc.oneof(columnOf(columns.action, actions), columnOf(columns.exception, exceptions), columnOf(columns.reason, reasons));
const row = fc.record({
  status: fc.constantFrom(undefined, '200', '-', '407'),
  // Two answers of which each could be the one are none.
  told: fc.uniqueArray(anyColumn, { minLength: 1, maxLength: 4, selector: ({ name }) => name }),
  sign: fc.constantFrom(',', ';', '\t'),
  order: fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
});

/** What the cells of a row mean together, whatever their order; undefined where two of them tell what does not go together. */
function meant(status: string | undefined, told: readonly Column[]): string | number | undefined {
  const meanings = told.map(({ cell: [, meaning] }) => meaning);
  const has = (meaning: Meaning) => meanings.includes(meaning);
  const certain = [...new Set(meanings.filter((one) => !['nothing', 'good', 'unknown', 'loss'].includes(String(one))))];
  if (status === '407') return 407;
  if (certain.length > 1 || (certain.length > 0 && status === '200' && !certain.includes(403))) return undefined;
  if (certain[0] !== undefined) return certain[0];
  if (has('loss') || (has('unknown') && !has('good') && status !== '200')) return 'unclear 1';
  return 'reached';
}

function logOf({ status, told, sign, order }: { status: string | undefined; told: readonly Column[]; sign: string; order: number[] }) {
  const cells = [
    { name: 'time', text: '08:31:00' },
    { name: 'cs-host', text: host },
    ...(status === undefined ? [] : [{ name: 'sc-status', text: status }]),
    ...told.map(({ name, cell: [text] }) => ({ name, text })),
  ]
    .map((cell, place) => ({ cell, key: order[place] ?? 0 }))
    .sort((one, other) => one.key - other.key)
    .map(({ cell }) => cell);
  return [cells.map(({ name }) => name), cells.map(({ text }) => text)].map((line) => line.join(sign)).join('\n');
}

describe('a row of a table', () => {
  it('says by all its columns together what came of the request, whatever their order, and is coloured so', () => {
    void fc.assert(
      fc.property(row, (given) => {
        const is = meant(given.status, given.told);
        fc.pre(is !== undefined);
        const log = logOf(given);
        expect([log, told(log)]).toEqual([log, { is, isColoured: is !== 'reached' && is !== 'unclear 1' }]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('of a page of W3C in the order of Blue Coat has its action read though what the filter said stands before it', () => {
    const names =
      '#Fields: date time time-taken c-ip cs-username x-exception-id sc-filter-result sc-status s-action cs-method cs-host cs-uri-port';
    const rowOf = (action: string, status: string, name = host) =>
      `${names}\n2016-01-11 08:31:00 120000 10.0.0.21 - - OBSERVED ${status} ${action} CONNECT ${name} 443`;
    expect(told(rowOf('TCP_TUNNELED', '200')).is).toBe('reached');
    expect(told(rowOf('TCP_TUNNEL_ABORTED', '200', 'bba800-anchor.microsoftonline.com')).is).toBe('timeout');
    for (const status of ['302', '200', '-', '0']) expect(told(rowOf('TCP_DENIED', status)).is).toBe(403);
    expect(told(rowOf('TCP_AUTH_REDIRECT', '302')).is).toBe(302);
  });
});

describe('the name of a user or of a rule', () => {
  const named = ['jblock', 'svc-dropbox', 'CORP\\jblock', 'block@corp.example', 'CORP\\denied', 'Denys', 'rdenied', 'mforbid', 'jreset'];
  const rows: readonly ((name: string) => string)[] = [
    (name) => `8:31\tconnect://${host}:443\t${name}`,
    (name) => `8:31,https://${host}/,${name}`,
    (name) => `2016-01-11 08:31:00,${host}:443,${name}`,
    (name) => `${name};8:31;https://${host}/;200`,
    (name) => `8:31\t${name}\tconnect://${host}:443\t200`,
    (name) => `"2016-01-11 08:31:00","${name}","${host}:443","200"`,
    (name) => `time,cs-username,url,status\n8:31,${name},${host}:443,200`,
    (name) => `time,account,url,status\n8:31,${name},${host}:443,200`,
    (name) => `time,url,rule,action\n8:31,${host}:443,${name},Allowed`,
  ];

  it.each(named)('refuses nothing: %s', (name) => {
    for (const write of rows) {
      const log = write(name);
      const { is, isColoured } = told(log);
      expect([log, is, isColoured]).toEqual([log, expect.stringMatching(/^(?:reached|unclear 1)$/), false]);
      if (log.includes('200')) expect([log, is]).toEqual([log, 'reached']);
    }
  });
});

describe('of several columns of hosts', () => {
  const others = ['r-host', 'host', 'hostname', 'domain', 'Server Host'] as const;

  it.each(['cs-host', 'cs-uri', 'url', 'dest_host', 'req-host', 'Destination Hostname'])(
    'the one that names what was asked counts, whichever stands first: %s',
    (name) => {
      for (const other of others) {
        // Beside an address `host` names its host.
        if (/ur[il]/.test(name) && other.startsWith('host')) continue;
        for (const names of [
          ['time', other, name, 'sc-status'],
          ['time', name, other, 'sc-status'],
        ]) {
          const cells = names.map((one) =>
            one === other ? 'proxy.corp.example' : one === name ? `${host}` : one === 'time' ? '08:31' : '407',
          );
          expect([names, told(`${names.join('\t')}\n${cells.join('\t')}`).is]).toEqual([names, 407]);
        }
      }
    },
  );

  it('another one counts where it is the only one, or where that is empty', () => {
    for (const other of others) {
      expect([other, told(`time,${other},status\n08:31,${host},407`).is]).toEqual([other, 407]);
      expect([other, told(`time,url,${other},status\n08:31,-,${host},407`).is]).toEqual([other, 407]);
    }
  });
});

describe('a column that nobody knows', () => {
  const rowOf = (name: string, cell: string, more: readonly [string, string][] = []) => {
    const cells = [['time', '08:31:00'], ['host', host], [name, cell], ...more];
    return [cells.map(([one]) => one), cells.map(([, one]) => one)].map((line) => line.join(',')).join('\n');
  };

  it.each(['Antwort', 'Response', 'code', 'state', 'Urteil', 'x-y'])(
    'leaves the row open where it holds what may be a failure: %s',
    (name) => {
      for (const cell of ['407', '403', '499', 'HTTP 407', 'Blocked', 'denied', 'timed out', 'failed'])
        expect([cell, told(rowOf(name, cell)).is]).toEqual([cell, 'unclear 1']);
      for (const cell of ['200', '5', 'svc', 'Contoso', '-', '443']) expect([cell, told(rowOf(name, cell)).is]).toEqual([cell, 'reached']);
    },
  );

  it.each(['stime', 'bytes_in', 'request size', 'rulelabel', 'Device Name', 'session-id', 'srcport'])(
    'says nothing where its name tells that it holds something else: %s',
    (name) => {
      for (const cell of ['407', '499', 'unknown', 'Blocked sites']) expect([cell, told(rowOf(name, cell)).is]).toEqual([cell, 'reached']);
    },
  );

  it('and is of names and kinds of things leaves the row open where all its words are of a refusal or a loss, and none is a name', () => {
    const names = ['event type', 'comment', 'threat', 'log_type', 'policy', 'application', 'rule'];
    const refusals = ['deny', 'Dropped', 'timeout', 'connection refused', 'URL blocked', 'Traffic denied', 'gesperrt', 'session reset'];
    const others = [
      'Blocked sites',
      'Default-Deny',
      'jblock',
      'DNS',
      'Web',
      'rule 407',
      'no threat',
      'Unknown',
      'ssl error page of Contoso',
    ];
    void fc.assert(
      fc.property(fc.constantFrom(...names), fc.constantFrom(...refusals, ...others), (name, cell) => {
        const row = rowOf(name, cell);
        expect([row, told(row).is]).toEqual([row, refusals.includes(cell) ? 'unclear 1' : 'reached']);
      }),
      { numRuns: 500 },
    );
  });

  it('is outweighed by a status that is known, unless it says that the request was denied', () => {
    for (const cell of ['407', 'unknown', 'failed'])
      expect([cell, told(rowOf('x-y', cell, [['status', '200']])).is]).toEqual([cell, 'reached']);
    expect(told(rowOf('x-y', 'Blocked', [['status', '200']])).is).toBe('unclear 1');
  });

  it('tells beside a success how a tunnel was broken off, and leaves the row open where it may be a name', () => {
    const anchor = 'bba800-anchor.microsoftonline.com';
    const success: [string, string][] = [['status', '200']];
    for (const cell of ['Connection aborted', 'aborted', 'Client disconnected', 'connection reset', 'server-reset'])
      for (const name of ['x-y', 'Antwort', 'note']) {
        const row = rowOf(name, cell, success);
        expect([cell, told(row).is, told(row.replace(host, anchor)).is]).toEqual([cell, 'reached', 'timeout']);
      }
    expect(told(rowOf('x-y', 'rule Abort everything', success)).is).toBe('unclear 1');
  });

  it.each([
    ['blocked', 'yes', 'no'],
    ['is_denied', 'true', 'false'],
    ['Failed', '1', '0'],
    ['allowed', 'no', 'yes'],
    ['success', 'false', 'true'],
    ['permitted', '0', '1'],
    ['Passed', 'F', 'T'],
    ['up', '0', '1'],
    ['Allowed', 'Denied', 'Allowed'],
    ['Erlaubt', 'nein', 'ja'],
    ['Zugelassen', 'nein', 'ja'],
    ['Blockiert', 'ja', 'nein'],
    ['Gesperrt', 'ja', 'nein'],
    ['Autorise', 'non', 'oui'],
  ])('that holds a yes or a no is heard: %s', (name, bad, good) => {
    expect(told(rowOf(name, bad)).is).toBe('unclear 1');
    expect(told(rowOf(name, good)).is).toBe('reached');
  });
});
