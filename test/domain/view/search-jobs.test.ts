import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { foldText } from '../../../lib/domain/fold-text.ts';
import { createJobSearch, searchTextOf } from '../../../lib/domain/view/search-jobs.ts';

interface Found {
  servicePrincipalId: string;
  jobId: string;
  displayName: string;
  errorCode?: string;
  quarantine?: { reason: string; seriesCount: number };
  explained?: string;
}

/** Said plainly: every word of the text stands in one of the places. */
function isFound(typed: string, tenantId: string, tenantName: string, job: Found): boolean {
  const id = `${tenantId}/${job.servicePrincipalId}/${job.jobId}`;
  const places = [id, tenantName, job.displayName, job.errorCode, job.quarantine?.reason, job.explained];
  const words = foldText(typed).split(' ');
  return words.every((word) => places.some((place) => place !== undefined && foldText(place).includes(word)));
}

const piece = fc.oneof(
  fc.constantFrom(
    'AD',
    'ad2',
    'Zürich',
    'ß',
    'ss',
    '/',
    'sp-',
    'aaaa',
    '1',
    '.',
    '(',
    '漢',
    '😀',
    'İ',
    'a\u0301',
    '\u200b',
    '\0',
    ' ',
    'Σ',
  ),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const found: fc.Arbitrary<Found> = fc
  .record({
    servicePrincipalId: fc.constantFrom('sp-1', 'sp-11', 'aaaa-1'),
    jobId: text,
    displayName: text,
    errorCode: fc.option(text, { nil: undefined }),
    reason: fc.option(text, { nil: undefined }),
    explained: fc.option(text, { nil: undefined }),
  })
  .map(({ errorCode, reason, explained, ...rest }) => ({
    ...rest,
    ...(errorCode !== undefined && { errorCode }),
    ...(reason !== undefined && { quarantine: { reason, seriesCount: 1 } }),
    ...(explained !== undefined && { explained }),
  }));

describe('the search for jobs', () => {
  it('finds what a plain look at every place finds, for any text, tenants and jobs', () => {
    fc.assert(
      fc.property(
        text,
        fc.constantFrom('aaaa-1', '1-aaaa'),
        text,
        fc.array(found, { maxLength: 8 }),
        (typed, tenantId, tenantName, jobs) => {
          const isWanted = createJobSearch(typed)({
            tenantId,
            tenantName,
            jobs,
            searchText: searchTextOf(jobs),
            codes: jobs.flatMap(({ errorCode, quarantine, explained }) =>
              [errorCode, quarantine?.reason, explained].flatMap((code) => code ?? []),
            ),
            explainedBy: (place) => jobs[place]?.explained,
          });
          expect(jobs.map((_, place) => isWanted?.(place) ?? false)).toEqual(jobs.map((job) => isFound(typed, tenantId, tenantName, job)));
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('finds a job by any part of its id, also by one that begins in its tenant', () => {
    const jobs = [{ servicePrincipalId: 'sp-1', jobId: 'AD2AAD.x/y', displayName: 'One' }];
    const tenant = {
      tenantId: 'aaaa-1',
      tenantName: 'T',
      jobs: [{}],
      searchText: searchTextOf(jobs),
      codes: [],
      explainedBy: () => undefined,
    };
    const id = 'aaaa-1/sp-1/ad2aad.x/y';
    for (let from = 0; from < id.length; from++) {
      for (let to = from + 1; to <= id.length; to++) expect(createJobSearch(id.slice(from, to))(tenant)?.(0)).toBe(true);
    }
    for (const other of ['aaaa-2/sp-1', '1/sp-2', 'sp-1/ad2aad.y', 'one/ad', 'aad.x/y/one']) {
      expect(createJobSearch(other)(tenant)?.(0) ?? false).toBe(false);
    }
  });
});
