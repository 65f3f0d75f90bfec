import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { createCatalogue } from '../../../../lib/domain/catalogue/catalogue.ts';
import { createTextExplainer, longestText } from '../../../../lib/domain/catalogue/text/explain-text.ts';
import { InvalidRequestError } from '../../../../lib/domain/errors.ts';

const catalogue = await createCatalogue().loadCatalogue();
const explainText = createTextExplainer(catalogue);
const namesIn = (text: string): string[] => explainText(text).value.map(({ family, code }) => `${family}/${code}`);
const quotesOf = (text: string, at = 0): string[] =>
  explainText(text).value[at]?.spans.map(({ start, end }) => text.slice(start, end)) ?? [];

const runs = 12;

/**
 * Milliseconds of this thread that a text of this length takes which is nothing but the piece; what others run at the time does not count.
 * A mean, because that clock may tick every few milliseconds only.
 */
function timeOf(piece: string, length: number): number {
  const text = piece.repeat(Math.ceil(length / piece.length)).slice(0, length);
  const start = process.threadCpuUsage();
  for (let run = 0; run < runs; run++) explainText(text);
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000 / runs;
}

describe('the explanation of a text', () => {
  it('puts a specific code before the quarantine reason before the job state', () => {
    const job = {
      code: 'Quarantine',
      quarantine: { reason: 'EncounteredQuarantineException', error: { code: 'HybridIdentityServiceNoActiveAgents' } },
    };
    const expected = [
      'cloud-sync/HybridIdentityServiceNoActiveAgents',
      'quarantine-reason/EncounteredQuarantineException',
      'job-state/Quarantine',
    ];
    expect(namesIn(JSON.stringify(job))).toEqual(expected);
    expect(namesIn(JSON.stringify(job, null, 2))).toEqual(expected);
  });

  it('puts a code in a field before wording', () => {
    const text = 'Password hash synchronization failed for domain: corp.example. {"errorCode": "Conflict"}';
    expect(namesIn(text)).toEqual(['provisioning-log/Conflict', 'phs-event/EventID:611']);
  });

  it('gives one finding per entry with every place, as UTF-16 offsets', () => {
    const text = '🙂 AADSTS7000215 and again (aadsts7000215)';
    expect(explainText(text).value).toHaveLength(1);
    expect(quotesOf(text)).toEqual(['AADSTS7000215', 'aadsts7000215']);
    expect(explainText(text).value[0]).toMatchObject({
      spans: [
        { start: 3, end: 16 },
        { start: 28, end: 41 },
      ],
      explanation: { code: 'AADSTS7000215' },
    });
  });

  it.each([
    ['AADSTS50126: Error validating credentials', 'aadsts/AADSTS50126'],
    ['"error_codes":[7000222]', 'aadsts/AADSTS7000222'],
    ['Event ID 611 was logged', 'phs-event/EventID:611'],
    ['HTTP/1.1 429', 'graph-http/429'],
    ['Microsoft Entra IDForbidden', 'cross-tenant-sync/AzureActiveDirectoryForbidden'],
    ['"code":"AzureActiveDirectoryConflict"', 'provisioning-log/Conflict'],
    ['problem 4003 (INSUFF_ACCESS_RIGHTS), data 0', 'cloud-sync-extended/HybridSynchronizationActiveDirectoryInsufficientAccessRights'],
    ['The job is in quarantine since Monday', 'job-state/Quarantine'],
    ['{"escrowsPruned": true}', 'job-state/EscrowsPruned'],
    ['  Conflict\n', 'provisioning-log/Conflict'],
    ['NotRun', 'job-state/NotRun'],
    ['stopped-deletion-threshold-exceeded', 'connect-export/stopped-deletion-threshold-exceeded'],
  ])('finds in %j first %s', (text, expected) => {
    expect(namesIn(text)[0]).toBe(expected);
  });

  it('finds every code of the catalogue when it stands alone', () => {
    for (const { code, family } of catalogue.entries) {
      const [best] = explainText(code).value;
      expect([code, `${best?.family}/${best?.code}`, ...(best?.alternatives ?? [])]).toContain(`${family}/${code}`);
    }
  });

  it('finds every wording of the catalogue inside a sentence', () => {
    for (const { code, family, phrases = [] } of catalogue.entries) {
      for (const phrase of phrases) {
        const findings = explainText(`At noon the sync job said: ${phrase} (see the log)`).value;
        const names = findings.flatMap((finding) => [`${finding.family}/${finding.code}`, ...finding.alternatives]);
        expect([phrase, names.includes(`${family}/${code}`)]).toEqual([phrase, true]);
      }
    }
  });

  it.each([
    'The job did not run; a timeout, then success. Unknown error, nothing active.',
    '403 rows, 50012 users and 7000215 items',
    '{"escrowsPruned":false}',
    '',
  ])('takes plain words and numbers for nothing: %j', (text) => {
    expect(explainText(text)).toEqual({ value: [], unknownCodes: [] });
  });

  it('does not call a job well while the text names a fault', () => {
    expect(namesIn('{"state":"Active","error":{"code":"TimeOut"}}')).toEqual(['cloud-sync/TimeOut']);
    expect(namesIn('{"state":"Active"}')).toEqual(['job-state/Active']);
  });

  it('names the other meanings of a shared spelling', () => {
    expect(explainText('"code":"UnknownError"').value[0]).toMatchObject({
      family: 'graph-http',
      alternatives: ['sspr-writeback-event/EventID:32000'],
    });
  });

  it('reports codes it does not know instead of guessing', () => {
    const text = 'AADSTS987654 {"errorCode":"SomethingNew","tenantActionable":true}';
    expect(explainText(text)).toEqual({
      value: [],
      unknownCodes: [
        { family: 'aadsts', code: 'AADSTS987654' },
        { family: 'synchronization-error', code: 'SomethingNew' },
      ],
    });
  });

  it.each(['AADSTS7000215', 'HybridIdentityServiceNoActiveAgents', 'errorCode=BoxEntryConflict'])(
    'tells fifty places of a code that a log names a thousand times: %s',
    (code) => {
      const { value, unknownCodes } = explainText(`${code} was seen. `.repeat(1_000));
      expect(value.map(({ spans }) => spans.length)).toEqual([50]);
      expect(unknownCodes).toEqual([]);
    },
  );

  it('declines a text that is too long', () => {
    expect(() => explainText('a'.repeat(longestText + 1))).toThrow(InvalidRequestError);
    expect(explainText('a'.repeat(longestText)).value).toEqual([]);
  });

  it('keeps every span inside the text, in order and best first, whatever is sent', async () => {
    const codes = fc.constantFrom(...catalogue.entries.flatMap(({ code, aliases = [], phrases = [] }) => [code, ...aliases, ...phrases]));
    const marks =
      '\u001b[31m|\u001b[0m|<b>|</td><td>|<wbr>|&nbsp;|&#8203;|&amp;amp;|%20|%3A|\\n|\\"|\\u0022|\u00ad|\u200b|=\n|\n> |🙂|&#x1f642;'.split(
        '|',
      );
    const piece = fc.oneof(
      codes,
      codes.map((code) => code.slice(0, code.length / 2)),
      fc.constantFrom('code', '"', ':', ' ', ', ', '\n', '=', '(', 'AADSTS', 'Entra', 'Error code', '\t', 'Id,Error code\n'),
      fc.constantFrom(...marks),
      fc.string({ unit: 'binary', maxLength: 5 }),
    );
    await fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('');
        const { value } = explainText(text);
        const scores = value.map(({ score }) => score);
        expect(scores).toEqual([...scores].sort((one, other) => other - one));
        expect(new Set(value.map(({ family, code }) => `${family}/${code}`)).size).toBe(value.length);
        for (const { spans } of value)
          for (const { start, end } of spans) expect(0 <= start && start < end && end <= text.length).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('says where a code stands in the text as it was sent, whatever a carrier put around it and into it', async () => {
    const mark = fc.constantFrom('\u001b[31m', '\u001b[0m', '<b>', '</b>', '<wbr>', '\u00ad', '\u200b', '<span class="x">', '');
    const around = fc.array(fc.constantFrom('&nbsp;', '&lt;', '\\"', '%20', '🙂', '<br>', '\\n', '. ', '\n', '\u200b', '&#8217;'), {
      maxLength: 8,
    });
    const code = fc.constantFrom('HybridIdentityServiceNoActiveAgents', 'EncounteredEscrowProportionThreshold', 'AADSTS7000215');
    await fc.assert(
      fc.property(around, around, code, mark, fc.integer({ min: 1, max: 12 }), (before, after, name, torn, at) => {
        const written = `${name.slice(0, at)}${torn}${name.slice(at)}`;
        const text = `${before.join('')} ${written} ${after.join('')}`;
        const [best] = explainText(text).value;
        expect([best?.code, best?.spans.map(({ start, end }) => text.slice(start, end))]).toEqual([name, [written]]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    'a ',
    'the ',
    'A-A_A.',
    '"code": ',
    'code":"',
    'error: ',
    'HTTP/1.1 ',
    'AADSTS7000215 ',
    'EntryConflict ',
    'EntryConflict ImportSkipped ',
    'Password hash synchronization failed for ',
    `Aa${'A'.repeat(90)}1 code:`,
    '((((',
    '\0',
    '\\',
    '\\n',
    '<a ',
    '<b>',
    '&amp;',
    '%3A',
    '\u001b[31m',
    'id code\n-- ----\n',
    'code,reason\n',
    '",',
    'HybridIdentityService\n',
    'Entra code: BoxEntryConflict ',
    'job quarantine ',
    '200 404 expected ',
    'Web Response: StatusCode: BadRequest ',
    '{"error":{"code":"BadRequest"}},',
    '<EventID Qualifiers="1">611</EventID>',
  ])('needs time in proportion to the length, and no more than twenty times that of prose, for repeated %j', (piece) => {
    timeOf(piece, longestText);
    const time = timeOf(piece, longestText);
    // Eight times the text takes eight times as long, quadratic work 64 times. The rest is room for what is too short to measure.
    expect(time).toBeLessThan(24 * timeOf(piece, longestText / 8) + 30);
    expect(time).toBeLessThan(
      20 * timeOf('The quick brown fox jumps over the lazy dog, and at noon the server wrote its log.\n', longestText),
    );
  });
});
