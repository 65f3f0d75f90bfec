import { describe, expect, it } from '@jest/globals';
import { diagnoseConnectivity } from '../../../../lib/application/diagnose/diagnose-connectivity.ts';
import { createCatalogueReader } from '../../../../lib/application/show/knowledge/catalogue-reader.ts';
import type { NetworkDiagnosis } from '../../../../lib/domain/connectivity/diagnose/finding.ts';

const catalogue = createCatalogueReader();
const diagnose = (log: string) => diagnoseConnectivity(catalogue, { log });
const rulesOf = ({ advice }: NetworkDiagnosis) => advice.map(({ rule }) => rule);

const host = 'adminwebservice.microsoftonline.com';

describe('an error of PowerShell in another language', () => {
  const login = 'login.microsoftonline.com';

  it.each<[string, NetworkDiagnosis['refused'][number], string]>([
    ['Die Verbindung mit dem Remoteserver kann nicht hergestellt werden.', { host, status: 'dns' }, 'no-connection'],
    ['Impossible de se connecter au serveur distant', { host, status: 'dns' }, 'no-connection'],
    ['No es posible conectar con el servidor remoto', { host, status: 'dns' }, 'no-connection'],
    ['\u65e0\u6cd5\u8fde\u63a5\u5230\u8fdc\u7a0b\u670d\u52a1\u5668', { host, status: 'dns' }, 'no-connection'],
    [`Der Remotename konnte nicht aufgel\u00f6st werden: '${login}'`, { host: login, status: 'dns' }, 'name-not-resolved'],
    [`Le nom distant n'a pas pu \u00eatre r\u00e9solu: '${login}'`, { host: login, status: 'dns' }, 'name-not-resolved'],
    [`Der angegebene Host ist unbekannt. (${login}:443)`, { host: login, status: 'dns' }, 'name-not-resolved'],
    [
      'Die zugrunde liegende Verbindung wurde geschlossen: F\u00fcr den gesch\u00fctzten SSL/TLS-Kanal konnte keine Vertrauensstellung hergestellt werden..',
      { host, status: 'tls' },
      'no-inspection',
    ],
    ['Die zugrunde liegende Verbindung wurde geschlossen: Unerwarteter Fehler beim Senden..', { host, status: 'tls' }, 'tls-1.2'],
    ["Le d\u00e9lai d'attente de l'op\u00e9ration a expir\u00e9.", { host, status: 'timeout' }, 'proxy-gets-no-answer'],
  ])('is read where its wording is known, also as a console has garbled it: %s', async (wording, refusal, rule) => {
    const garbled = [wording, wording.replace(/[\u00e0-\u00ff]/g, '?'), Buffer.from(wording).toString('latin1')];
    for (const text of rule === 'no-connection' ? [wording] : garbled) {
      const diagnosis = await diagnose(`Invoke-WebRequest : ${text}\nIn Zeile:1 Zeichen:1\n+ Invoke-WebRequest -Uri $uri`);
      expect([text, diagnosis.refused, rulesOf(diagnosis), diagnosis.lines.notUnderstood]).toEqual([text, [refusal], [rule], 0]);
    }
  });

  it('is not understood where it is not known, whatever type of exception stands below it', async () => {
    const page = 'Invoke-WebRequest : Kapcsol\u00f3d\u00e1si hiba';
    const trace =
      '    + CategoryInfo          : InvalidOperation: (System.Net.HttpWebRequest:HttpWebRequest) [Invoke-WebRequest], WebException\n    + FullyQualifiedErrorId : WebCmdletWebResponseException,Microsoft.PowerShell.Commands.InvokeWebRequestCommand';
    const diagnosis = await diagnose(`${page}\nAt line:1 char:1\n+ Invoke-WebRequest -Uri https://${host}/\n${trace}\n`);
    expect(diagnosis).toMatchObject({ lines: { notUnderstood: 1 }, refused: [], reached: [], phases: [] });
    expect(rulesOf(diagnosis)).toEqual(['form-not-understood']);
  });
});
