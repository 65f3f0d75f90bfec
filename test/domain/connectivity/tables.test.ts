import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createHostMatcher } from '../../../lib/domain/connectivity/match/match-host.ts';
import { normalizeHost } from '../../../lib/domain/connectivity/match/normalize-host.ts';
import { clouds, products } from '../../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpoints, endpointsOf, isNeeded } from '../../../lib/domain/connectivity/tables/endpoints.ts';
import { hostRoles, roleOf } from '../../../lib/domain/connectivity/tables/host-roles.ts';
import { type PhaseName, referencePhases } from '../../../lib/domain/connectivity/tables/phases.ts';
import { redHerrings } from '../../../lib/domain/connectivity/tables/red-herrings.ts';
import { type Rule, type RuleId, rules } from '../../../lib/domain/connectivity/tables/rules.ts';

const published = Object.entries(rules) as [RuleId, Rule][];
const lengths: Record<PhaseName, number> = { connect: 6, configure: 11, 'initial-sync': 4 };

describe('the tables of hosts and ports', () => {
  it('give each row an id of its own', () => {
    expect(new Set(endpoints.map(({ id }) => id)).size).toBe(endpoints.length);
  });

  it('hold rows of each product and of each cloud', () => {
    for (const product of products) expect([product, endpointsOf({ product }).length > 20]).toEqual([product, true]);
    for (const cloud of clouds) expect([cloud, endpointsOf({ cloud }).length > 0]).toEqual([cloud, true]);
  });

  it('name a page of Microsoft and the date of its copy for each row', () => {
    for (const { id, source, asOf } of endpoints) {
      expect([id, source]).toEqual([id, expect.stringMatching(/^https:\/\/learn\.microsoft\.com\/entra\//)]);
      expect([id, asOf]).toEqual([id, expect.stringMatching(/^20\d\d(?:-\d\d)?(?:-\d\d)?$/)]);
    }
  });

  it('spell hosts as they are compared, and open nothing but ports 80 and 443', () => {
    for (const { id, pattern, port } of endpoints) {
      expect([id, normalizeHost(pattern.replace(/^\*\./, ''))]).toEqual([id, pattern.replace(/^\*\./, '')]);
      expect([id, [80, 443].includes(port)]).toEqual([id, true]);
    }
  });

  it('lead from a superseded row to rows that hold', () => {
    for (const { id, product, cloud, supersededBy = [] } of endpoints) {
      const holding = endpointsOf({ product, cloud }).filter(isNeeded);
      for (const pattern of supersededBy) expect([id, holding.map((row) => row.pattern)]).toEqual([id, expect.arrayContaining([pattern])]);
    }
  });

  it('say of a page without a date since when it may be', () => {
    const undated = endpointsOf({ product: 'connect' }).filter(({ asOf }) => asOf.length === 4);
    expect(undated).toHaveLength(4);
    for (const { pattern, note } of undated) expect([pattern, note]).toEqual([pattern, expect.stringMatching(/no date.* 2023 or later/)]);
  });

  it('count what the pages list: 17 rows of Connect and 6 of 2016, 34 of the agent, 24 of the US government', () => {
    const connect = endpointsOf({ product: 'connect' });
    expect(connect.filter(isNeeded)).toHaveLength(17);
    expect(connect.filter(({ asOf }) => asOf === '2016-06-27').map(({ superseded }) => superseded)).toEqual(Array(6).fill(true));
    expect(endpointsOf({ product: 'cloud-sync' }).filter(({ asOf }) => asOf !== '2023-11-06')).toHaveLength(34);
    expect(endpointsOf({ product: 'cloud-sync', cloud: 'us-government' }).filter(isNeeded)).toHaveLength(24);
  });

  it('take away nothing that a later page merely left out', () => {
    const leftOut = endpointsOf({ product: 'cloud-sync' }).filter(({ pattern }) => pattern === '*.phonefactor.net');
    expect(leftOut).toEqual([expect.objectContaining({ listedToday: false, required: true })]);
    expect(leftOut.map(isNeeded)).toEqual([true]);
  });
});

describe('the reference phases', () => {
  const match = createHostMatcher(endpointsOf({ product: 'connect' }));

  it('are 6, 11 and 4 requests', () => {
    expect(Object.fromEntries(referencePhases.map(({ phase, log }) => [phase, log.length]))).toEqual(lengths);
  });

  it.each(referencePhases)('$phase: each step comes in its log, in the order of the steps, and nothing else does', ({ steps, log }) => {
    const first = [...new Set(log.map(({ host }) => roleOf(host)))];
    expect(first).toEqual(steps.map(({ role }) => role));
  });

  it.each(referencePhases)('$phase: each host of its log is opened by a row that holds', ({ log }) => {
    for (const { host } of log) {
      expect([host, match(host, 443).some(({ superseded }) => superseded !== true)]).toEqual([host, true]);
    }
  });
});

describe('the roles of hosts', () => {
  it.each([
    ['bba800-anchor.microsoftonline.com', 'anchor'],
    ['neu2-anchor.microsoftonline.com', 'anchor'],
    ['bwsc02-relay.microsoftonline.com', 'relay'],
    ['login.windows.net', 'sign-in'],
    ['graph.microsoft.com', 'directory'],
    ['-anchor.microsoftonline.com', undefined],
    ['bba800-anchor.microsoftonline.com.example', undefined],
    ['bba800-anchor.evil.microsoftonline.com', undefined],
    ['x.bba800-anchor.microsoftonline.com', undefined],
    ['evil-anchormicrosoftonline.com', undefined],
  ])('of %s is %s', (host, role) => {
    expect(roleOf(host)).toBe(role);
  });

  it('are told with their page', () => {
    for (const { source, means } of hostRoles) expect([source, means.length > 5]).toEqual([expect.stringMatching(/^https:/), true]);
  });
});

describe('the rules of the network', () => {
  it.each(published)('%s has its page, its date and entries that exist', async (_id, { source, links = [], asOf, says, codes = [] }) => {
    const { entries } = await createCatalogue().loadCatalogue();
    const known = entries.map(({ family, code }) => `${family}/${code}`);
    expect(known).toEqual(expect.arrayContaining([...codes]));
    for (const page of [source, ...links]) expect(page).toMatch(/^https:\/\//);
    expect(asOf).toMatch(/^20\d\d(?:-\d\d)?(?:-\d\d)?$/);
    expect(says.length).toBeGreaterThan(20);
  });

  it('leave alone only what the page says may fail', () => {
    expect(redHerrings.map(({ pattern }) => pattern)).toEqual(['dc.services.visualstudio.com', '*.nsatc.net']);
  });
});
