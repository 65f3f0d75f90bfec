import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { diagnoseLog } from '../../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { createDirection } from '../../../../lib/domain/connectivity/diagnose/direction.ts';
import { type ProxyRequest, referenceRequests } from '../../../support/proxy-logs/request.ts';

const two = (value: number) => String(value).padStart(2, '0');
const date = (at: Date) => at.toISOString().slice(0, 10);
const clock = (at: Date) => at.toISOString().slice(11, 19);
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const monthOf = (at: Date) => months[at.getUTCMonth()] ?? '';
const short = (at: Date) => monthOf(at).slice(0, 3);
const [day, month, year] = [(at: Date) => at.getUTCDate(), (at: Date) => at.getUTCMonth() + 1, (at: Date) => at.getUTCFullYear()] as const;
const twelve = (at: Date) => `${at.getUTCHours() % 12 || 12}:${clock(at).slice(3)} ${at.getUTCHours() < 12 ? 'AM' : 'PM'}`;

/** The spellings of a moment that say its date. */
const dated: readonly (readonly [string, (at: Date) => string])[] = [
  ['ISO', (at) => at.toISOString()],
  ['ISO without its sign', (at) => `${date(at)} ${clock(at)}`],
  ['parts of seconds behind a comma', (at) => `${date(at)} ${clock(at)},123`],
  ['the clock first', (at) => `${clock(at)} ${date(at)}`],
  ['the month first', (at) => `${month(at)}/${day(at)}/${year(at)} ${clock(at)}`],
  ['the month first, of twelve hours', (at) => `${two(month(at))}/${two(day(at))}/${year(at)} ${twelve(at)}`],
  ['the day first, with points', (at) => `${two(day(at))}.${two(month(at))}.${year(at)} ${clock(at)}`],
  ['the day first, with points and a short year', (at) => `${day(at)}.${month(at)}.${two(year(at) % 100)} ${clock(at)}`],
  ['years with slashes', (at) => `${date(at).replaceAll('-', '/')} ${clock(at)}`],
  ['the common format', (at) => `[${two(day(at))}/${short(at)}/${year(at)}:${clock(at)} +0000]`],
  ['the name of the month', (at) => `${day(at)}-${short(at)}-${year(at)} ${clock(at)}`],
  ['the whole name of the month', (at) => `${monthOf(at)} ${day(at)}, ${year(at)} ${twelve(at)}`],
  ['the year last', (at) => `Mon ${short(at)} ${day(at)} ${clock(at)} ${year(at)}`],
  ['syslog', (at) => `${short(at)} ${day(at)} ${clock(at)}`],
  ['seconds', (at) => (at.getTime() / 1_000).toFixed(3)],
  ['milliseconds', (at) => String(at.getTime())],
];
const spellings = [
  ...dated,
  ['the clock alone', clock],
  ['minutes', (at: Date) => `${at.getUTCHours()}:${clock(at).slice(3, 5)}`],
] as const;

type Row = Pick<ProxyRequest, 'at' | 'host' | 'status'>;
type Lines = (rows: readonly Row[], spell: (at: Date) => string) => { head: string[]; lines: string[] };

const linesOf =
  (head: string[], line: (row: Row, time: string) => string): Lines =>
  (rows, spell) => ({ head, lines: rows.map((row) => line(row, spell(row.at))) });

/** Where the moment stands. */
const places: readonly (readonly [string, Lines])[] = [
  ['before an address', linesOf([], ({ host, status }, time) => `${time} https://${host}/ ${status}`)],
  ['before a method', linesOf([], ({ host, status }, time) => `${time} CONNECT ${host}:443 ${status}`)],
  ['before a client', linesOf([], ({ host, status }, time) => `${time} 10.0.0.21 https://${host}/ ${status}`)],
  ['before a tunnel', linesOf([], ({ host, status }, time) => `${time}\tconnect://${host}:443 ${status}`)],
  ['in a column', linesOf(['"Logged Time","URL","Response Code"'], ({ host, status }, time) => `"${time}","${host}:443","${status}"`)],
  ['in a column of dates', linesOf(['date,url,status'], ({ host, status }, time) => `"${time}",${host}:443,${status}`)],
  [
    'in a row whose columns nobody names',
    linesOf([], ({ host, status }, time) => `"${time}","svc@corp.example","SSL","${host}:443","Allowed","10.0.0.21","CONNECT","${status}"`),
  ],
  [
    "in place of Squid's seconds",
    linesOf([], ({ host, status }, time) => `${time} 120 10.0.0.21 TCP_TUNNEL/${status} 39 CONNECT ${host}:443 - HIER_DIRECT/1.1.1.1 -`),
  ],
];

function findings(lines: readonly string[]) {
  const { refused, missing, advice } = diagnoseLog(lines.join('\n'), 'connect');
  return { refused, missing, rules: advice.map(({ rule }) => rule) };
}

/** A healthy page, of a proxy that asks for a sign-in before each request. */
const challenged = referenceRequests('connect').flatMap((request, place): Row[] => {
  const at = (seconds: number) => new Date(Date.UTC(2016, 0, 13, 8, 31 + place, seconds));
  return [
    { at: at(0), host: request.host, status: 407 },
    { at: at(59), host: request.host, status: 200 },
  ];
});
const nothing = { refused: [], missing: [], rules: [] };

describe('a healthy log with the newest line first', () => {
  it.each(places.flatMap(([place, lines]) => spellings.map(([spelling, spell]) => ({ place, spelling, lines, spell }))))(
    'is healthy where it spells its moments as $spelling, $place',
    ({ lines: write, spell, place, spelling }) => {
      // A minute has no first and second request.
      const rows =
        spelling === 'minutes' ? challenged.map((row, at) => ({ ...row, at: new Date(Date.UTC(2016, 0, 13, 8, at)) })) : challenged;
      const { head, lines } = write(rows, spell);
      expect([place, findings([...head, ...lines])]).toEqual([place, nothing]);
      expect([place, findings([...head, ...lines.toReversed()])]).toEqual([place, nothing]);
    },
  );

  it.each([
    'date c-ip time cs-host sc-status',
    'time date cs-host sc-status',
    'cs-host time sc-status c-ip date',
    'time cs-host sc-status',
  ])('is healthy wherever its columns of date and time stand: %s', (names) => {
    const lines = challenged.map(({ at, host, status }) => {
      const values: Record<string, string> = {
        date: date(at),
        time: clock(at),
        'c-ip': '10.0.0.1',
        'cs-host': host,
        'sc-status': `${status}`,
      };
      return names
        .split(' ')
        .map((name) => values[name])
        .join(' ');
    });
    expect(findings([`#Fields: ${names}`, ...lines.toReversed()])).toEqual(nothing);
  });

  it('is one also of two lines', () => {
    const line = (minute: number, status: number) => `8:${minute} connect://login.microsoftonline.com:443 ${status}`;
    expect(findings([line(32, 200), line(31, 407)]).refused).toEqual([]);
    expect(findings([line(31, 200), line(32, 407)]).refused).toHaveLength(1);
  });
});

describe('the order of a log', () => {
  it.each(dated)('is told by its moments, whenever they are: %s', (_, spell) => {
    const moments = fc.uniqueArray(
      fc.date({ min: new Date('2014-01-01T00:00:00Z'), max: new Date('2026-12-31T23:59:58Z'), noInvalidDate: true }),
      {
        minLength: 2,
        maxLength: 6,
        // Of whole seconds, and within a year, as syslog has none.
        selector: (at) => Math.floor(at.getTime() / 1_000),
      },
    );
    const isNewestFirst = (order: readonly Date[]) => {
      const direction = createDirection();
      for (const at of order) direction.note(spell(at));
      return direction.isNewestFirst();
    };
    void fc.assert(
      fc.property(moments, (some) => {
        const ascending = some.map((at) => new Date(Math.floor(at.getTime() / 1_000) * 1_000)).sort((one, other) => +one - +other);
        fc.pre(ascending.every((at) => year(at) === year(ascending[0] ?? at)));
        expect([isNewestFirst(ascending), isNewestFirst(ascending.toReversed())]).toEqual([false, true]);
      }),
      { numRuns: 60 },
    );
  });

  it('takes a number above twelve for the day, and all dates of the log for written like it', () => {
    const direction = createDirection();
    for (const time of ['13/01/2016 08:00', '12/01/2016 08:00', '01/01/2016 08:00', '31/12/2015 08:00', '02/12/2015 08:00'])
      direction.note(time);
    expect(direction.isNewestFirst()).toBe(true);
  });

  it.each([
    '10.0.0.21',
    '10.1.12.21',
    '10.0.0.5:51',
    '[2001:db8::1]:44',
    'fe80::10:20',
    'CORP\\svc',
    'proxy01',
    '2016',
    '- -',
    '(1:2:3:4)',
  ])('is not told by what is no moment: %s', (front) => {
    const direction = createDirection();
    direction.note(`${front} 2`);
    direction.note(`${front} 1`);
    direction.note(front);
    direction.note('10.0.0.1');
    expect(direction.isNewestFirst()).toBe(false);
  });
});
