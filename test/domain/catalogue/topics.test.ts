import { describe, expect, it } from '@jest/globals';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { actors } from '../../../lib/domain/catalogue/catalogue-entry.ts';
import { createTopics } from '../../../lib/domain/catalogue/topics.ts';

const { all, findTopic, topicsOf } = await createTopics().loadTopics();
const { entries } = await createCatalogue().loadCatalogue();
const named = all.map((topic) => [topic.id, topic] as const);

describe('the topics', () => {
  it('cover what an administrator of hybrid identities asks without a code', () => {
    expect(all.map(({ id }) => id)).toEqual(
      expect.arrayContaining([
        'express-or-custom-installation',
        'identity-matching',
        'source-anchor',
        'group-filter-for-pilots',
        'ou-filter-before-group-filter',
        'removing-attributes',
        'seamless-sso',
        'ad-fs-prerequisites',
        'end-to-end-sign-in-tests',
        'staging-mode',
        'wizard-troubleshoot-task',
        'force-sync-cycle',
        'connect-versions-and-upgrade',
        'find-the-sync-server',
        'rule-precedence-and-service-manager',
        'delta-and-full',
        'service-account-and-proxy',
        'cntlm-relay',
      ]),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  });

  it.each(named)('%s is complete and can be read by anybody', (id, topic) => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)+$/);
    expect(findTopic(id.toUpperCase())).toBe(topic);
    expect(topic.title).toMatch(/^\S.{8,80}[^.\s]$/);
    expect(topic.summary.length).toBeGreaterThan(80);
    expect(topic.rules.length).toBeGreaterThan(2);
    for (const sentence of [topic.summary, ...topic.rules, ...topic.superseded]) expect(sentence).toMatch(/^["A-Z\d\p{L}].*[.\d]$/su);
    expect(actors).toContain(topic.whoMustAct);
    expect(topic.sources.length).toBeGreaterThan(0);
    for (const source of topic.sources) expect(new URL(source).protocol).toBe('https:');
  });

  it.each(named)('%s says what to do first in every step', (_id, { steps }) => {
    expect(steps.length).toBeGreaterThan(1);
    for (const step of steps) {
      expect(step).toMatch(/^[A-Z][a-z]+ \S/);
      expect(step).not.toMatch(/^(?:The|An?|This|It|If|When|You|Your|\w+ed|\w+ing) /);
    }
  });

  it('name only entries of the catalogue, and are named by them', () => {
    const known = new Set(entries.map(({ family, code }) => `${family}/${code}`));
    for (const topic of all) {
      expect([topic.id, topic.codes.filter((code) => !known.has(code))]).toEqual([topic.id, []]);
      for (const code of topic.codes) expect(topicsOf(code)).toContain(topic);
    }
    expect(topicsOf('aadsts/AADSTS7000215')).toEqual([]);
  });

  it('warn before CNTLM is set up, and tell of each retired thing what replaces it', () => {
    expect(findTopic('cntlm-relay')?.rules[0]).toMatch(/^Warning: /);
    const telling = all.filter(({ superseded }) => superseded.length > 0);
    expect(telling.length).toBeGreaterThanOrEqual(18);
  });
});
