import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { createTextExplainer } from '../../../../lib/domain/catalogue/text/explain-text.ts';

const catalogue = await createCatalogue().loadCatalogue();
const explainText = createTextExplainer(catalogue);

const escapeHtml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** How a code reaches whoever asks. */
const carriers: Readonly<Record<string, (code: string) => string>> = {
  'a page of the portal': (code) => `Provisioning status\nError code\n${code}\nError message\nSomething went wrong.\nLast run 11/30/2026`,
  'an answer of Microsoft Graph': (code) =>
    JSON.stringify({ id: 'AD2AADProvisioning.30b5', status: { lastExecution: { error: { code, message: 'x', tenantActionable: true } } } }),
  'an error of PowerShell': (code) =>
    `Get-MgServicePrincipalSynchronizationJob : failed\nAt line:1 char:1\nErrorCode   : ${code}\nStatus      : failed`,
  'a terminal with colours': (code) => `\u001b[1m\u001b[33mWARN\u001b[0m cloud sync: errorCode=\u001b[31m${code}\u001b[0m retry in 5m`,
  'a table of a page': (code) =>
    `<table><tr><th>Job</th><th>Error code</th></tr><tr><td>Entra cloud sync</td><td><b>${escapeHtml(code)}</b></td></tr></table>`,
  'a quoted mail': (code) => `Hi,\r\n\r\n> > The provisioning of Contoso stopped.\r\n> > Error code: ${code}\r\n\r\nRegards`,
  'a CSV file': (code) => `Time,Job,Error code,Message\n2026-11-30T02:00:00Z,AD2AADProvisioning,"${code}",x\n`,
  'a line of syslog': (code) => `<131>Nov 30 02:18:32 sync01 ADSync[4711]: level=error errorCode="${code}" msg="x"`,
  'a row of log analytics': (code) => `TimeGenerated [UTC]\tOperationName\tResultType\n2026-11-30\tProvisioning\t${code}`,
  'a chat': (code) => `hey, our Entra provisioning shows error code ${code} since this morning, any idea?`,
};

// What this catalogue calls conditions by is printed nowhere.
const written = catalogue.entries
  .filter(({ family }) => family !== 'job-condition')
  .flatMap((entry) =>
    [...new Set([entry.code, ...(entry.aliases ?? [])])].map((code) => ({ code, name: `${entry.family}/${entry.code}` })),
  );

describe('every code and alias of the catalogue', () => {
  it.each(Object.entries(carriers))('is found in %s', (_, carry) => {
    const missed = written.filter(({ code, name }) => {
      const names = explainText(carry(code)).value.flatMap((one) => [`${one.family}/${one.code}`, ...one.alternatives]);
      return !names.includes(name);
    });
    expect(missed.length / written.length).toBeLessThanOrEqual(0.01);
  });
});
