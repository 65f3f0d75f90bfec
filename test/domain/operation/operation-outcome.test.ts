import { describe, expect, it } from '@jest/globals';
import type { UpstreamReason } from '../../../lib/domain/errors.ts';
import { asOf, operationActions } from '../../../lib/domain/operation/operation.ts';
import {
  authorizationRevoked,
  graphUnavailable,
  judgePostFailure,
  judgeReadFailure,
  operatorNotConfigured,
  outcomeUnknown,
  preconditionFailed,
  tenantRemoved,
} from '../../../lib/domain/operation/operation-outcome.ts';
import { ago, now, operation } from '../fixtures.ts';

// Each reason there is, or this does not compile.
const reasons = {
  ...{ throttled: true, unavailable: true, timeout: true, unreachable: true, unauthorized: true },
  ...{ consentMissing: true, identityUnavailable: true, notFound: true, malformed: true, rejected: true },
} satisfies Record<UpstreamReason, true>;
const failures = Object.keys(reasons).map((reason) => ({ reason: reason as UpstreamReason, detail: 'It failed.', code: 'Code' }));
const told = [
  ...failures
    .flatMap((failure) => operationActions.map((action) => judgePostFailure(action, failure)))
    .flatMap((verdict) => (verdict.kind === 'refused' ? [verdict.error] : [])),
  ...failures.flatMap((failure) => judgeReadFailure(failure) ?? []),
  ...failures.map(graphUnavailable),
  ...failures.map(outcomeUnknown),
  ...[outcomeUnknown(undefined), preconditionFailed('InvalidState', 'It is Active.')],
  ...[operatorNotConfigured, tenantRemoved, authorizationRevoked],
  ...[asOf(operation({ status: 'AwaitingApproval', approvalUntil: ago(1) }), now).error].flatMap((error) => error ?? []),
];

describe('what is said of an operation that did not end well', () => {
  it('is for a person: it names no header of the API and none of its addresses, and always says what to do', () => {
    expect(told.length).toBeGreaterThan(20);
    for (const { detail, advice } of told) {
      expect(`${detail} ${advice}`).not.toMatch(/Idempotency|\/api\/|HTTP header/i);
      expect(advice).toMatch(/^[A-Z].{10,}\.$/);
    }
  });
});
