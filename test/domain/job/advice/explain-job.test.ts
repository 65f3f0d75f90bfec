import { describe, expect, it } from '@jest/globals';
import type { Explanation } from '../../../../lib/domain/catalogue/explanation.ts';
import { explainTrouble } from '../../../../lib/domain/catalogue/tenant/explain-trouble.ts';
import { explainSpeaker } from '../../../../lib/domain/job/advice/explain-job.ts';
import { figureOf } from '../../../../lib/domain/job/advice/job-figure.ts';
import type { HealthReason } from '../../../../lib/domain/job/health/health.ts';
import { type JobSnapshot, quarantineReasons, type SynchronizationError } from '../../../../lib/domain/job/synchronization-job.ts';
import { staleActor } from '../../../../lib/domain/tenant/job-tally.ts';
import { troubleOf } from '../../../../lib/domain/tenant/pass/trouble.ts';
import type { UnreadableReason } from '../../../../lib/domain/tenant/tenant.ts';
import { catalogue, explanationFor, speakers } from '../../../support/job-words.ts';
import { execution, now, quarantined, snapshot } from '../../fixtures.ts';

function explain(value: JobSnapshot): Explanation | undefined {
  return explanationFor({ snapshot: value }, now);
}

function held(reason: string, error?: SynchronizationError, lastError?: SynchronizationError): JobSnapshot {
  const value = quarantined({ reason, ...(error && { error }) });
  return { ...value, lastExecution: execution({ ...(lastError && { state: 'Failed', error: lastError }) }) };
}

describe('the explanation of a job', () => {
  it('says what happened, why, what to do, who must act, and where that is written', () => {
    const explanation = explain(held('TooManyDeletes'));
    expect(explanation).toMatchObject({ code: 'TooManyDeletes', title: 'Deletion threshold stopped the job', whoMustAct: 'tenant-admin' });
    expect(explanation?.meaning).toContain('parked as StagedDelete');
    expect(explanation?.causes.length).toBeGreaterThan(0);
    expect(explanation?.remedies.length).toBeGreaterThan(0);
    expect(explanation?.sources[0]).toMatch(/^https:/);
  });

  it('lets a sign-in number speak before a catch-all code, and an own code before the number', () => {
    const message = 'AADSTS7000222: The client secret keys are expired.';
    const reason = 'EncounteredQuarantineException';
    expect(explain(held(reason, { code: 'AzureActiveDirectoryAuthenticationFailed', message }))?.code).toBe('AADSTS7000222');
    expect(explain(held(reason, { code: 'AzureActiveDirectoryExpiredCredentials', message }))?.code).toBe(
      'AzureActiveDirectoryExpiredCredentials',
    );
  });

  it('lets the error of the quarantine speak before the error of the last execution', () => {
    const last = { code: 'HybridIdentityServiceNoActiveAgents' };
    const reason = 'EncounteredQuarantineException';
    expect(explain(held(reason, { code: 'AzureActiveDirectoryForbidden' }, last))?.code).toBe('AzureActiveDirectoryForbidden');
    expect(explain(held(reason, undefined, last))?.code).toBe('HybridIdentityServiceNoActiveAgents');
  });

  it('finds a sign-in code inside the message of an error it does not know', () => {
    const error = { code: 'SomethingNew', message: 'Token request failed. aadsts7000215: Invalid client secret. Trace ID: 1' };
    expect(explain(held('EncounteredQuarantineException', error))?.code).toBe('AADSTS7000215');
  });

  it('shows an unknown code raw, invents no meaning, and keeps what the reason tells', () => {
    const explanation = explain(held('EncounteredQuarantineException', { code: 'SomethingNew' }));
    expect(explanation?.code).toBe('SomethingNew');
    expect(explanation?.meaning).toContain('its meaning is not known here');
    expect(explanation?.meaning).toContain('A critical error left the job unable to work');
    expect(explanation?.sources.length).toBeGreaterThan(0);
    expect(explain(held('BrandNewReason'))).toMatchObject({ code: 'BrandNewReason', whoMustAct: 'tenant-admin' });
  });

  it('never shows a job with an unknown state as well', () => {
    expect(explain(snapshot({ state: 'Unknown', rawCode: 'Sleeping' }))).toMatchObject({
      code: 'Sleeping',
      title: 'Code not in the catalogue',
      whoMustAct: 'tenant-admin',
    });
    expect(explain(snapshot({ state: 'Unknown' }))?.code).toBe('StateNotPublished');
  });

  it.each([
    ['TooManyDeletes, IngestionInterrupted', 'TooManyDeletes'],
    ['Unknown, IngestionInterrupted', 'IngestionInterrupted'],
    ['BrandNewReason, TooManyDeletes', 'TooManyDeletes'],
    ['QuarantineOnDemand', 'QuarantinedOnDemand'],
  ])('reads the combined reason %j as %s', (reason, code) => {
    expect(explain(held(reason))?.code).toBe(code);
  });

  it.each<[string, JobSnapshot]>([
    ['EntryLevelErrors', snapshot({ lastExecution: execution({ state: 'EntryLevelErrors' }) })],
    ['EscrowsPruned', snapshot({ state: 'Paused', escrowsPruned: true })],
    ['Paused', snapshot({ state: 'Paused' })],
    ['NotRun', snapshot({ state: 'NotRun' })],
    ['NeverStarted', snapshot({ state: 'NotRun', schedule: { state: 'Disabled' } })],
    ['SwitchedOff', snapshot({ schedule: { state: 'Disabled' } })],
    ['QuarantineWithoutError', snapshot({ state: 'Quarantine' })],
  ])('falls back to %s when no code is shown', (code, value) => {
    expect(explain(value)?.code).toBe(code);
  });

  it('says nothing of a job that is well', () => {
    expect(explain(snapshot())).toBeUndefined();
  });

  it('takes BadRequest of a job for the answer of the target, not of Graph', () => {
    expect(explain(held('EncounteredQuarantineException', { code: 'BadRequest' }))?.code).toBe(
      'SystemForCrossDomainIdentityManagementBadRequest',
    );
  });

  it.each([
    ['The tenant URL gave HTTP/404.', 'QuarantineScimCompliance404'],
    ['The endpoint answered with status code 429 to every call of the last hour.', 'TooManyRequests'],
    ['StatusCode: 409 Web Response: {"detail":"the name is taken"}', 'Conflict'],
    ['An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response.', 'QuarantineScimCompliance404'],
  ])("takes a status in the message of a job for the target's: %j", (message, code) => {
    expect(explain(held('EncounteredQuarantineException', { code: 'Unknown', message }))?.code).toBe(code);
  });

  it('resolves every published quarantine reason, and says where a reason names no cause', () => {
    const causeless = ['EncounteredQuarantineException', 'Unknown'];
    for (const reason of quarantineReasons) {
      const expected = causeless.includes(reason) ? 'QuarantineWithoutError' : reason;
      expect(explain(held(reason))?.code).toBe(expected);
      const error = { code: 'Unknown', message: 'Something burnt in the kitchen.' };
      expect(explain(held(reason, error))?.code).toBe(reason);
    }
  });

  it('is also given for a row of a list that an older release wrote', () => {
    const reasonsOfOld: [HealthReason[], string][] = [
      [['quarantined', 'disabled'], 'QuarantineAutoDisable28Days'],
      [['silent', 'entryErrors'], 'Silent'],
      [['paused', 'neverRan'], 'Paused'],
      [['initialCycle'], 'FirstCycle'],
    ];
    for (const [reasons, code] of reasonsOfOld)
      expect(speakers(figureOf({ jobId: 'scim.1', state: 'Active', reasons }))?.entry?.code).toBe(code);
  });

  it('speaks of the reading where nothing newer can be seen, and keeps what was seen last', () => {
    const explainSeen = (reasons: HealthReason[]) => {
      const figure = figureOf({ jobId: 'scim.1', state: 'Quarantine', reasons, quarantine: { reason: 'TooManyDeletes' } });
      const speaker = speakers(figure);
      return speaker && explainSpeaker(speaker);
    };
    expect(explainSeen(['quarantined', 'stale'])).toMatchObject({ code: 'ReadingStale', whoMustAct: staleActor });
    expect(explainSeen(['quarantined', 'stale'])?.meaning).toContain('Deletion threshold stopped the job (TooManyDeletes)');
    expect(explainSeen(['quarantined', 'stale', 'unreadable'])?.code).toBe('ReadingFails');
    expect(explainSeen(['quarantined', 'malformed'])?.code).toBe('ReadingMalformed');
    expect(explainSeen(['stale'])?.meaning).not.toContain('What was seen last');
  });

  const unreadable: [UnreadableReason, string | undefined, string][] = [
    ['consentMissing', undefined, 'tenant-admin'],
    ['consentMissing', 'AADSTS700016', 'tenant-admin'],
    ['unauthorized', 'AADSTS7000222', 'service-owner'],
    ['unauthorized', 'AADSTS53003', 'tenant-admin'],
    ['unauthorized', 'AADSTS999999999', 'service-owner'],
    ['identityUnavailable', undefined, 'service-owner'],
    ['unreachable', undefined, 'service-owner'],
    ['malformed', undefined, 'service-owner'],
    ['rejected', 'Request_BadRequest', 'service-owner'],
    ['timeout', undefined, 'microsoft'],
    ['unavailable', 'ServiceUnavailable', 'microsoft'],
    ['throttled', 'TooManyRequests', 'nobody'],
  ];

  it.each(unreadable)(
    'while its tenant cannot be read (%s %s) keeps what was seen last, and names who lets it be read',
    (reason, code, who) => {
      const trouble = troubleOf(reason, code);
      const told = trouble && explainTrouble(catalogue, trouble.cause, trouble.reason);
      const explainUnread = (reasons: HealthReason[], known: object) => {
        const tenantTrouble = trouble && { tenantTrouble: trouble };
        const speaker = speakers(figureOf({ jobId: 'scim.1', state: 'Quarantine', reasons, ...known, ...tenantTrouble }));
        return speaker && explainSpeaker(speaker);
      };
      const known = { quarantine: { reason: 'TooManyDeletes' } };
      for (const reasons of [
        ['quarantined', 'stale'],
        ['quarantined', 'unreadable'],
        ['quarantined', 'stale', 'malformed'],
      ] as const) {
        expect(explainUnread([...reasons], known)).toMatchObject({
          code: 'TooManyDeletes',
          title: 'Last known: Deletion threshold stopped the job',
          whoMustAct: who,
          remedies: told?.remedies,
        });
      }
      expect(explainUnread(['quarantined', 'stale'], known)?.meaning).toContain(`The tenant cannot be read: ${told?.title}.`);
      expect(explainUnread(['quarantined', 'stale'], known)?.meaning).toContain(
        'seen last: Deletion threshold stopped the job (TooManyDeletes)',
      );
      expect(explainUnread(['stale'], {})).toMatchObject({
        code: 'ReadingStale',
        title: 'Last reading of the job is old',
        whoMustAct: who,
      });
      // What was read a moment ago speaks for itself.
      expect(explainUnread(['quarantined'], known)).toEqual(explain(held('TooManyDeletes')));
    },
  );

  it('stays that of an old reading while nothing is known to be wrong with the tenant', () => {
    expect(troubleOf(undefined, undefined)).toBeUndefined();
    expect(troubleOf('notYetRead', undefined)).toBeUndefined();
  });
});
