import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { judgeHosts } from '../../../lib/domain/connectivity/hosts/judge-hosts.ts';
import { endpointsOf, isNeeded } from '../../../lib/domain/connectivity/tables/endpoints.ts';

const listOf = (words: string) => words.split(', ');
const allowance = listOf('Allowed, Open, Opened?, Enabled, is_enabled, Active, Reachable, TcpTestSucceeded, Permitted, Not blocked');
const ofGermanAllowance = listOf('Erlaubt, Freigeschaltet, Zugelassen, Offen, Geöffnet, AKTIV, Nicht gesperrt, Freigegeben');
const denial = listOf('Blocked, Disabled, isDisabled, Closed, Denied, Drop, Expired, Pending, Forbidden, Not allowed, Inactive');
const ofGermanDenial = listOf('Gesperrt, Blockiert, Verboten, Deaktiviert, Abgelaufen, Nicht erlaubt, Geschlossen');
const verdict = listOf('Action, Status, Rule status, State, Result, Verdict, Decision, Permission, Access, Allow/Deny');
const ofGermanVerdict = listOf('Aktion, Zustand, Ergebnis, Entscheidung, Zugriff');
const ofAnything = listOf('Policy, Type, List, Firewall, Richtlinie, Typ');
const ofPeople = listOf('Comment, Owner, Description, Since, Opened by, Enabled since, Status date, Bemerkung, Besitzer, Freigegeben am');
const ofOther = listOf('TLS inspection, Logging enabled, SSL-Inspection allowed, Authentication, Protokollierung');

const yes = listOf('yes, Yes, TRUE, true, y, ja, Wahr, ✓');
const no = listOf('no, No, FALSE, false, n, nein, Falsch, off');
const open = listOf('allow, Allowed, permit, Open, enabled, Enable, ACTIVE, Accept, erlaubt, Zulassen, geöffnet, aktiv, freigegeben');
const closed = listOf('deny, Denied, block, Blocked, drop, closed, Disabled, disable, Inactive, Expired, pending, forbidden');
const more = listOf('Blacklist, blocklist, Reject, Fail, verweigern, gesperrt, blockiert, verboten, deaktiviert, abgelaufen');
const unclear = listOf('monitor, somehow, not allowed, not blocked, nicht erlaubt, 403, x, partly open, wird geprüft');

const needed = endpointsOf({ product: 'connect' }).filter(isNeeded);
const layout = fc.record({
  order: fc.shuffledSubarray(['host', 'port', 'told', 'remark'], { minLength: 4, maxLength: 4 }),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  isQuoted: fc.boolean(),
  isFramed: fc.boolean(),
});

interface Layout {
  order: string[];
  delimiter: string;
  isQuoted: boolean;
  isFramed: boolean;
}

/** A list of all that is needed whose rows hold one more column. */
function judge({ order, delimiter, isQuoted, isFramed }: Layout, name: string, word: string) {
  const write = (cells: Record<string, string>) => {
    const row = order.map((cell) => (isQuoted ? `"${cells[cell]}"` : cells[cell])).join(delimiter);
    return isFramed && delimiter === '|' ? `|${row}|` : row;
  };
  const rows = needed.map(({ pattern, port }) => write({ host: pattern, port: String(port), told: word, remark: 'of the sync server' }));
  return judgeHosts([write({ host: 'Host', port: 'Port', told: name, remark: 'Remark' }), ...rows], { product: 'connect' });
}

function tell(names: readonly string[], words: readonly string[], isOpen: boolean): void {
  const [understood, notUnderstood] = isOpen ? [needed.length, 0] : [0, needed.length];
  fc.assert(
    fc.property(layout, fc.constantFrom(...names), fc.constantFrom(...words), (form, name, word) => {
      // A semicolon at the beginning makes a remark of the row.
      fc.pre(word !== '' || form.order[0] !== 'told' || form.delimiter !== ';');
      const { lines, missing, broken } = judge(form, name, word);
      expect([name, word, lines, missing]).toEqual([name, word, { understood, notUnderstood }, []]);
      // Of a list that opens nothing in words that are known, nothing can be said.
      expect([...broken.keys()].includes('entries-not-understood')).toBe(!isOpen);
    }),
    { numRuns: 300 },
  );
}

describe('a column of a table of hosts', () => {
  const [allowances, denials] = [
    [...allowance, ...ofGermanAllowance],
    [...denial, ...ofGermanDenial],
  ];
  const verdicts = [...verdict, ...ofGermanVerdict];

  it('that says whether a row is open, opens it by a yes or a word for open', () => {
    tell(allowances, [...yes, '1', ...open], true);
    tell(verdicts, [...yes, ...open, 'Allow outbound'], true);
  });

  it('that says so, opens nothing by a no, by a word for closed, by one that nobody knows, or by nothing', () => {
    tell(allowances, [...no, '0', ...closed, ...more, ...unclear, '', '-'], false);
    tell(verdicts, [...no, '0', '1', ...closed, ...more, ...unclear, '', '-'], false);
  });

  it('that says whether a row is closed, means the reverse by the same words', () => {
    tell(denials, [...yes, '1', ...closed, ...more, ...unclear, '2019-05-13'], false);
    tell(denials, [...no, '0', '', '-', 'never'], true);
  });

  it('of any other name closes a row by a word for closed at its beginning, and by nothing else', () => {
    tell(ofAnything, [...closed, ...more, 'Blocked by policy'], false);
    tell(ofAnything, [...yes, ...no, ...open, '', '-', 'wildcard', 'Corp default', 'FW01'], true);
  });

  it('of a comment, an owner, a date or what else is done with the host says nothing of that', () => {
    tell(ofPeople, [...yes, ...no, ...open, ...closed, ...more, ...unclear, '', '2019-05-13'], true);
    tell(ofOther, [...yes, ...no, ...open, ...closed, ...more, ...unclear, ''], true);
  });

  it('is heard beside others: one that says no is enough', () => {
    const judged = (row: string) => judgeHosts(['status,url,type,action', row], { product: 'connect' }).lines.understood;
    expect(judged('enable,graph.microsoft.com,wildcard,allow')).toBe(1);
    expect(judged('disable,graph.microsoft.com,wildcard,allow')).toBe(0);
    expect(judged('enable,graph.microsoft.com,wildcard,block')).toBe(0);
  });

  it('is blank where its rows end before it', () => {
    const judged = (...lines: string[]) => judgeHosts(lines, { product: 'connect' }).lines;
    for (const sign of [',', ';', '\t', '|']) {
      const row = (...cells: string[]) => cells.join(sign);
      expect(judged(row('Host', 'Port', 'Allowed'), row('graph.microsoft.com', '443'))).toEqual({ understood: 0, notUnderstood: 1 });
      expect(judged(row('Host', 'Port', 'Blocked'), row('graph.microsoft.com', '443'))).toEqual({ understood: 1, notUnderstood: 0 });
      // What stands alone is an entry of its own.
      expect(judged(row('Host', 'Port', 'Allowed'), 'graph.microsoft.com:443')).toEqual({ understood: 1, notUnderstood: 0 });
    }
  });

  it.each([
    ['Open ports', '443', 1],
    ['Richtung', 'ausgehend', 1],
    ['Richtung', 'eingehend', 0],
    ['Protokoll', 'UDP', 0],
  ])('may be one that an entry has: %s %s', (name, cell, understood) => {
    expect(judgeHosts([`Host;${name}`, `graph.microsoft.com;${cell}`], { product: 'connect' }).lines.understood).toBe(understood);
  });
});
