import { describe, expect, it } from '@jest/globals';
import { keysOfEntry } from '../../../lib/domain/catalogue/build-catalogue.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { actors, codeSeverities, families } from '../../../lib/domain/catalogue/catalogue-entry.ts';

const { entries } = await createCatalogue().loadCatalogue();
const named = entries.map((entry) => [`${entry.family}/${entry.code}`, entry] as const);

/** First words that look like an instruction but are not, or that only describe. */
const notImperative =
  /^(?:the|a|an|this|that|it|there|if|when|because|since|you|your|we|please|maybe|perhaps|should|must|can|may|is|are|was|no|not|\w+ed|\w+ing)$/i;
/** Imperatives that end like another form of a verb. */
const imperativeAnyway = ['bring', 'need', 'embed', 'feed'];

/** Codes that nobody reads in a sentence; a title says the same. */
const longCodes = entries.map(({ code }) => code).filter((code) => /^[A-Za-z]{32,}$/.test(code));
/** "must be mended" leaves open who mends. */
const withoutActor = /\b(?:must|should|has to|have to|needs? to) be \w+(?:ed|wn|ilt|ought)\b(?!.* by )/;
/** First words of good resolutions, which end nothing at three in the morning. */
const notNow = /^(?:Avoid|Prefer|Plan|Consider|Prevent|Remember|Expect|Monitor|Try|Ensure|Make sure)\b/;

describe('the data of the error catalogue', () => {
  it('has 592 entries in 25 families, none of them empty', () => {
    expect(entries).toHaveLength(592);
    expect(new Set(entries.map(({ family }) => family))).toEqual(new Set(families));
  });

  it.each(named)('%s is complete and can be read by anybody', (_name, entry) => {
    expect(entry.code.trim()).toBe(entry.code);
    expect(entry.code).not.toBe('');
    expect(entry.title.length).toBeLessThanOrEqual(60);
    expect(entry.title).toMatch(/^\S.*[^.\s]$/);
    expect(entry.title).toMatch(/\s/);
    expect(entry.meaning.length).toBeGreaterThan(20);
    expect(entry.likelyCauses.every((cause) => cause.trim() !== '')).toBe(true);
    expect(entry.likelyCauses.length).toBeGreaterThan(0);
    expect(actors).toContain(entry.whoMustAct);
    expect(codeSeverities).toContain(entry.severity);
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const source of entry.sources) expect(new URL(source).protocol).toBe('https:');
  });

  it.each(named)('%s says what to do first in every remedy', (_name, entry) => {
    expect(entry.remedies.length).toBeGreaterThan(0);
    for (const remedy of entry.remedies) {
      const [first = ''] = remedy.split(/[\s,]/);
      expect(first).toMatch(/^[A-Z][a-z]+(?:-[a-z]+)?$/);
      if (!imperativeAnyway.includes(first.toLowerCase())) expect(first).not.toMatch(notImperative);
      expect(remedy.split(/\s+/).length).toBeGreaterThan(1);
    }
  });

  it.each(named)('%s says of itself that the tenant can act exactly where the tenant has to', (_name, { whoMustAct, tenantActionable }) => {
    expect(tenantActionable).toBe(!['microsoft', 'nobody', 'service-owner'].includes(whoMustAct));
  });

  it.each(named)('%s can be said aloud at night: no endless name, nobody left out who has to act', (_name, entry) => {
    const sentences = [entry.title, entry.meaning, ...entry.likelyCauses, ...entry.remedies];
    for (const sentence of sentences) {
      for (const [word] of sentence.matchAll(/[A-Za-z0-9]+/g)) expect(word.length).toBeLessThan(55);
      expect(longCodes.filter((code) => code !== entry.code && sentence.includes(code))).toEqual([]);
      expect(sentence).not.toMatch(withoutActor);
    }
  });

  it.each(named)('%s begins with a step that can be done now and destroys nothing', (_name, { remedies: [first = ''] }) => {
    expect(first).not.toMatch(notNow);
    expect(first).not.toMatch(/^(?:Delete|Purge|Reinstall|Force|Disable-)/);
  });

  it('lets no two entries of one family claim the same key', () => {
    const claims = new Map<string, string>();
    for (const entry of entries) {
      for (const key of keysOfEntry(entry)) {
        const claim = `${entry.family} ${key}`;
        expect([claim, claims.get(claim)]).toEqual([claim, undefined]);
        claims.set(claim, entry.code);
      }
    }
  });

  it('names only existing entries where spellings collide', () => {
    const names = new Set<string>(named.map(([name]) => name));
    expect(entries.flatMap(({ collidesWith }) => collidesWith ?? []).filter((name) => !names.has(name))).toEqual([]);
  });

  it('sends to the other tenant what only its administrator can allow, and to us what only the caller of Graph can mend', () => {
    const whoOf = (name: string) => entries.find(({ family, code }) => `${family}/${code}` === name)?.whoMustAct;
    expect(whoOf('cross-tenant-sync/AzureActiveDirectoryForbidden')).toBe('other-tenant-admin');
    expect(whoOf('cross-tenant-sync/InvitationCreationFailureInvalidPropertyValue')).toBe('tenant-admin');
    expect(whoOf('graph-http/400')).toBe('service-owner');
    expect(whoOf('scim-api/BadRequest')).toBe('app-owner');
    expect(whoOf('connect-connectivity/Proxy403')).toBe('server-admin');
  });
});
