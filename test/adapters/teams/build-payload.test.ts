import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sampleCards } from '../../../dev/teams/sample-cards.ts';
import { buildMinimalPayload, buildPayload, maximumPayloadBytes, type TeamsPayload } from '../../../lib/adapters/teams/build-payload.ts';
import { adminCentre } from '../../../lib/admin-centre.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { conditions } from '../../../lib/domain/condition.ts';
import type { CardKind, Incident } from '../../../lib/domain/incident/incident.ts';
import { describeGroup } from '../../../lib/domain/notification/describe-group.ts';
import { describeIncident } from '../../../lib/domain/notification/describe-incident.ts';
import { describeRepair } from '../../../lib/domain/notification/describe-notice.ts';
import type { Message, Subject } from '../../../lib/domain/notification/message.ts';
import { sampleIncident, sampleJob } from '../../support/storage/state-samples.ts';

interface ValidationEvent {
  message: string;
}
interface Renderer {
  AdaptiveCard: new () => { parse(card: unknown, context: { eventCount: number; getEventAt(index: number): ValidationEvent }): void };
  SerializationContext: new () => { eventCount: number; getEventAt(index: number): ValidationEvent };
}
// The package's own entry does not load in Node, this file of it does.
const adaptiveCards = createRequire(import.meta.url)('adaptivecards/dist/adaptivecards.js') as Renderer;

const now = Date.parse('2026-11-20T12:00:00.000Z');
const terms = { now, portalBaseUrl: 'https://sync.example.com/portal', adminCentre };
const allowedLinks = /^https:\/\/(?:sync\.example\.com\/portal\/incidents(?:[/?]|$)|entra\.microsoft\.com\/|portal\.azure\.com\/)/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: their absence is what is tested
const dangerous = /[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/;
const textTypes = ['TextRun', 'RichTextBlock', 'ColumnSet', 'Column', 'Container', 'AdaptiveCard', 'Action.OpenUrl'];

function validationEvents(card: unknown): string[] {
  const context = new adaptiveCards.SerializationContext();
  new adaptiveCards.AdaptiveCard().parse(card, context);
  return Array.from({ length: context.eventCount }, (_, index) => context.getEventAt(index).message);
}

function collect(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item) => collect(item, name));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [...(key === name ? [item] : []), ...collect(item, name)]);
}

function expectSafe(payload: TeamsPayload): void {
  const json = JSON.stringify(payload);
  const [{ content }] = payload.attachments;
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(maximumPayloadBytes);
  expect(validationEvents(content)).toEqual([]);
  expect(json).not.toMatch(/\]\s*\(|<\s*\/?\s*at\b/i);
  expect(JSON.parse(json).summary + collect(content, 'text').join('')).not.toMatch(dangerous);
  expect(json.isWellFormed() && !/\\ud[89a-f]/i.test(json)).toBe(true);
  expect(collect(content, 'type').filter((type) => !textTypes.includes(String(type)))).toEqual([]);
  for (const url of collect(content, 'url')) expect(url).toMatch(allowedLinks);
}

const nasty = fc.constantFrom(
  '[x](javascript:alert(1))',
  '[Reset password](https://evil.example)',
  '<at>Everyone</at>',
  '<a<at>t>Everyone</at>',
  '< at id="0">all</ at >',
  '\u202Egnp.exe',
  '\u2066\u061C\u200F',
  '\uD800',
  '"\\\u0000\u001b[31m',
  '👩‍👩‍👧‍👦'.repeat(400),
  '漢'.repeat(9_000),
  '"'.repeat(1_000_000),
  '\\'.repeat(5_000),
);
const hostile = fc
  .array(fc.oneof(nasty, fc.string({ unit: 'binary', maxLength: 60 })), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));

const subject = fc
  .record({
    name: hostile,
    tenantName: hostile,
    code: hostile,
    text: hostile,
    jobId: hostile,
    id: hostile,
    condition: fc.constantFrom(...conditions),
    scope: fc.constantFrom('job', 'servicePrincipal', 'tenant', 'service'),
    state: fc.constantFrom('open' as const, 'closed' as const),
  })
  .map(({ name, tenantName, code, text, jobId, id, condition, scope, state }): Subject => {
    const open = {
      ...sampleIncident('h'.repeat(22)),
      incidentId: id,
      tenantId: id,
      displayName: name,
      causeCode: code,
      condition,
      scope:
        scope === 'job'
          ? { kind: 'job', servicePrincipalId: id, jobId }
          : scope === 'servicePrincipal'
            ? { kind: 'servicePrincipal', servicePrincipalId: id }
            : scope === 'tenant'
              ? { kind: 'tenant' }
              : { kind: 'service', name: id },
    } satisfies Incident;
    const ended = { state: 'closed', resolvedAt: '2026-11-20T11:00:00.000Z', resolution: 'jobRemoved' } as const;
    const incident: Incident = state === 'open' ? open : { ...open, ...ended };
    const job = sampleJob(1);
    const quarantine = { reason: text, seriesCount: 1, seriesBegan: '2026-11-19T11:00:00.000Z', error: { code, message: text } };
    const explanation = {
      code,
      title: text,
      meaning: text,
      causes: [],
      remedies: [text],
      whoMustAct: 'tenant-admin',
      sources: [],
    } as const;
    return {
      incident,
      tenantName,
      job: { ...job, snapshot: { ...job.snapshot, quarantine } },
      explanation: { ...explanation, causes: [], remedies: [text], sources: [] },
    };
  });

const message = fc.oneof(
  fc
    .tuple(fc.constantFrom<CardKind>('opened', 'updated', 'reminder', 'resolved'), subject)
    .map(([kind, value]): Message => describeIncident(kind, value, terms)),
  fc
    .tuple(
      fc.constantFrom<CardKind | undefined>('opened', 'updated', 'reminder', 'resolved', undefined),
      fc.array(subject, { minLength: 1, maxLength: 14 }),
    )
    .map(([kind, subjects]): Message => describeGroup({ ...(kind && { kind }), subjects }, terms)),
  fc
    .tuple(hostile, fc.array(subject, { maxLength: 12 }))
    .map(([fault, subjects]): Message => describeRepair({ fault, failingSince: fault }, { subjects }, terms)),
);

describe('the payload of a card', () => {
  it('has the shape a Workflows webhook takes', async () => {
    const { loadCatalogue } = createCatalogue();
    for (const [name, sample] of Object.entries(sampleCards(await loadCatalogue(), terms.portalBaseUrl))) {
      const payload = buildPayload(sample);
      expect([name, Object.keys(payload), Object.keys(payload.attachments[0])]).toEqual([
        name,
        ['type', 'summary', 'attachments'],
        ['contentType', 'contentUrl', 'content'],
      ]);
      expect(payload.attachments[0].content).toMatchObject({
        type: 'AdaptiveCard',
        version: '1.4',
        msteams: { width: 'full' },
        fallbackText: payload.summary,
      });
      expect(sample.facts.length).toBeLessThanOrEqual(6);
      expectSafe(payload);
    }
  });

  it('is inert, valid and small for any text', () => {
    fc.assert(
      fc.property(message, (value) => {
        expectSafe(buildPayload(value));
        expectSafe(buildMinimalPayload(value));
      }),
      { numRuns: 80 },
    );
  });

  it('says that texts were cut, and keeps the id, the state and the link', () => {
    const incident = sampleIncident('h'.repeat(22), { displayName: '漢'.repeat(3_000) });
    const huge: Subject = { incident, tenantName: '語'.repeat(3_000), job: sampleJob(1) };
    const json = JSON.stringify(buildPayload(describeIncident('opened', huge, terms)));
    expect(json).toContain('Texts are truncated');
    expect(json).toContain(`Incident ${incident.incidentId}`);
    expect(json).toContain(`https://sync.example.com/portal/incidents/${incident.incidentId}`);
    expect(json).toContain('QUARANTINE');
  });

  it('names an incident by its id where there is no portal', () => {
    const incident = sampleIncident('h'.repeat(22));
    const payload = buildPayload(describeIncident('opened', { incident, tenantName: 'Contoso' }, { now, adminCentre }));
    expect(collect(payload, 'url')).toEqual([expect.stringMatching(/^https:\/\/entra\.microsoft\.com\//)]);
    expect(JSON.stringify(payload)).toContain(incident.incidentId);
  });
});
