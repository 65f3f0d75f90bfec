import { describe, expect, it } from '@jest/globals';
import { diagnoseConnectivity } from '../../../../lib/application/diagnose/diagnose-connectivity.ts';
import { createCatalogueReader } from '../../../../lib/application/show/knowledge/catalogue-reader.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';

const catalogue = createCatalogueReader();
const diagnose = (log: string) => diagnoseConnectivity(catalogue, { log });
const rulesOf = ({ advice }: NetworkDiagnosis) => advice.map(({ rule }) => rule);

const host = 'adminwebservice.microsoftonline.com';
const command = `PS C:\\> Invoke-WebRequest -Uri https://${host}/ProvisioningService.svc\n`;

describe('a text in a form that is not read', () => {
  const fortiGate = (name: string, message: string) =>
    `date=2024-05-13 time=16:29:50 devname="FGT" type="utm" hostname="${name}" action="blocked" msg="${message}"\n`;
  const panOs = (name: string, message: string) =>
    `1,2023/10/10 08:31:00,001801000000,THREAT,url,2305,10.0.0.21,40.126.1.1,rule,,,ssl,tcp,block-url,"${name}/",(9999),${message}\n`;
  const json = (name: string, message: string) => `{"msg":"${message}","host":"${name}"}\n`;

  it.each([
    ['words', 'Only words.\n'],
    ['a row of FortiGate', fortiGate(host, 'URL belongs to a denied category in policy')],
    ['a row of PAN-OS', panOs(host, 'computer-and-internet-info')],
    ['JSON', json(host, 'blocked')],
    ['what curl sends', `> CONNECT ${host}:443 HTTP/1.1\n> Host: ${host}:443\n`],
    ['more of it than of anything else', `https://www.example.com/ 200\n${fortiGate('www.example.com', 'x').repeat(3)}`],
    ['the one line that names the server', `${'https://www.example.com/ 200\n'.repeat(9)}${fortiGate(host, 'x')}`],
    ['what came of the test', `${command}Invoke-WebRequest : Kapcsol\u00f3d\u00e1si hiba\n`],
  ])('is told as such, and not that the server is not in it: %s', async (_, log) => {
    expect(await diagnose(log)).toMatchObject({ refused: [], missing: [], reached: [], advice: [{ rule: 'form-not-understood' }] });
  });

  it.each([
    'The operation has timed out',
    'SSL connection could not be established',
    'Unable to connect to the remote server',
    'The remote name could not be resolved',
    'The remote server returned an error: (407) Proxy Authentication Required.',
    'user realm discovery failed',
  ])('is not read for an error that one of its records quotes: %s', async (message) => {
    for (const write of [fortiGate, panOs, json]) {
      const log = write('www.example.com', message);
      expect([log, await diagnose(log)]).toMatchObject([log, { refused: [], advice: [{ rule: 'form-not-understood' }] }]);
    }
  });

  it('is no word against a server that is in the log beside it', async () => {
    const log = `8:31 connect://${host}:443 407\n${fortiGate(host, 'x').repeat(3)}`;
    expect(rulesOf(await diagnose(log))).toEqual(['proxy-wants-sign-in']);
  });
});
