import { describe, expect, it } from '@jest/globals';
import type { NetworkDiagnosis } from '../../../client/client.d.ts';
import { diagnoseHosts } from '../../../lib/domain/connectivity/diagnose/diagnose-hosts.ts';
import { diagnoseLog } from '../../../lib/domain/connectivity/diagnose/diagnose-log.ts';
import { judgeLines } from '../../../ui/screens/connectivity/judge-lines.ts';
import { entriesOf, isHostList } from '../../../ui/screens/connectivity/kind-of-text.ts';
import { verdictOf } from '../../../ui/screens/connectivity/verdict.ts';
import { logForms } from '../../support/proxy-logs/forms.ts';
import { referenceRequests } from '../../support/proxy-logs/request.ts';

const diagnosisOf = (log: string) => diagnoseLog(log, 'connect') as unknown as NetworkDiagnosis;
const refusedAt = 'adminwebservice.microsoftonline.com';
const forms = Object.entries(logForms);

describe('a text on the network, on the page', () => {
  it.each(forms)('is coloured as it was judged, written as %s: the refused lines are those that show the refusal', (_, write) => {
    const requests = referenceRequests('connect').map((request) => (request.host === refusedAt ? { ...request, status: 407 } : request));
    const log = write(requests);
    const { shown, counts } = judgeLines(log, diagnosisOf(log));
    const refused = shown.filter(({ meaning }) => meaning === 'refused');
    expect(refused.length).toBe(requests.filter(({ host }) => host === refusedAt).length);
    expect(refused.every(({ text }) => text.includes(refusedAt))).toBe(true);
    expect(counts.reached).toBe(requests.length - refused.length);
  });

  it.each(forms)('is called good only when all of it is, written as %s', (_, write) => {
    const healthy = write(referenceRequests('connect'));
    expect(verdictOf(diagnosisOf(healthy), false)).toEqual({
      health: 'healthy',
      sentence: 'Nothing that is needed is refused or missing.',
    });
    expect(verdictOf(diagnosisOf(`${healthy}\nsomething else entirely`), false).sentence).toMatch(/ 1 line was not understood\.$/);
    const without = write(referenceRequests('connect').filter(({ host }) => !host.includes('-anchor.')));
    expect(verdictOf(diagnosisOf(without), false).health).toBe('critical');
  });

  it('is never called good when nothing of it was understood', () => {
    const { advice, ...diagnosis } = diagnosisOf(`date=2024-05-13 hostname="${refusedAt}" action="blocked"`);
    expect(advice.map(({ rule }) => rule)).toEqual(['form-not-understood']);
    for (const given of [advice, []]) {
      expect(verdictOf({ ...diagnosis, advice: given }, false)).toEqual({
        health: 'unknown',
        sentence: 'Too little of it was understood, so nothing can be said.',
      });
    }
  });

  it('is read as a list only when each of its lines opens something', () => {
    const list =
      'login.microsoftonline.com\n*.servicebus.windows.net:443\nallow outbound tcp mscrl.microsoft.com:80\n# a remark\n\n.msappproxy.net 443';
    expect([isHostList(list), entriesOf(list).length]).toEqual([true, 4]);
    for (const other of [
      '',
      'connect://login.microsoftonline.com:443',
      `${list}\n407 Proxy Authentication Required`,
      'https://a.example/',
    ]) {
      expect([other, isHostList(other)]).toEqual([other, false]);
    }
  });

  it('is read as a list too where its entries are numbered, remarked, ranges or suffixes with a scheme', () => {
    for (const list of [
      'https://*.microsoftonline.com\nhttps://*.entrust.net/*',
      '- graph.microsoft.com\n* *.microsoftonline.com:443',
      '1. graph.microsoft.com\n2) login.windows.net 443',
      'graph.microsoft.com # for the agent\n; closed\n// later\n20.190.128.0/18',
      'graph.microsoft.com tcp/443',
    ]) {
      expect([list, isHostList(list)]).toEqual([list, true]);
      const { lines } = diagnoseHosts(entriesOf(list), 'connect');
      expect([list, lines.notUnderstood]).toEqual([list, 0]);
    }
    for (const log of [
      'https://login.microsoftonline.com/',
      '- graph.microsoft.com 443 407',
      '1. 8:31 connect://graph.microsoft.com:443',
      // Numbers that no host is needed on are answers, and a name may be that of a file.
      'login.microsoftonline.com 200\nadminwebservice.microsoftonline.com 407',
      'login.windows.net 403',
      'machine.config',
      'proxy.log',
    ]) {
      expect([log, isHostList(log)]).toEqual([log, false]);
    }
  });

  it('colours a host that is written with escapes as any other', () => {
    const log = `#Fields: time cs-host sc-status\n8:31 ${refusedAt.replaceAll('.', '%2E')} 407\n`;
    expect(judgeLines(log, diagnosisOf(log)).counts.refused).toBe(1);
  });

  it('marks in a list what is needed, also by a suffix', () => {
    const list = '*.microsoftonline.com:443\nelsewhere.example';
    const diagnosis = diagnoseHosts(entriesOf(list), 'connect') as unknown as NetworkDiagnosis;
    expect(judgeLines(list, diagnosis).shown.map(({ meaning }) => meaning)).toEqual(['reached', 'other']);
    expect(verdictOf(diagnosis, true).sentence).toMatch(/^The list does not open \d+ addresses that Entra Connect needs\.$/);
  });

  it('is cut where it is long to what tells something, and counts the rest', () => {
    const calm = Array.from({ length: 50_000 }, (_, index) => `1/11/2016 8:31\tconnect://host${index % 900}.example:443`);
    const log = [...calm, `1/11/2016 8:32\tconnect://${refusedAt}:443 403`, ...calm].join('\n');
    const { shown, counts, leftOut } = judgeLines(log, diagnosisOf(log));
    expect(shown.length).toBeLessThanOrEqual(200);
    expect(shown.filter(({ meaning }) => meaning === 'refused').map(({ number }) => number)).toEqual([50_001]);
    expect(counts).toEqual({ refused: 1, reached: 0, ignored: 0, other: 100_000 });
    const told = shown.reduce((sum, { leftOut: before }) => sum + before, leftOut) + shown.length;
    expect(told).toBe(100_001);
  });
});
