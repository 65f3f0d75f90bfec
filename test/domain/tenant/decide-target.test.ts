import { describe, expect, it } from '@jest/globals';
import type { TargetRead } from '../../../lib/domain/job/job-read.ts';
import { newTarget, removeGoneTarget } from '../../../lib/domain/tenant/decide/decide-target.ts';
import { ago, now } from '../fixtures.ts';

const target = newTarget('t', { id: 'sp', displayName: 'HR' }, now);
const gone: TargetRead = { ok: false, servicePrincipalId: 'sp', observedAt: ago(0), failure: { reason: 'notFound', detail: 'HTTP 404' } };

describe('a target', () => {
  it('holds what Graph tells of its service principal, and nothing of what it does not tell', () => {
    expect(target).toEqual({ v: 1, tenantId: 't', servicePrincipalId: 'sp', displayName: 'HR', discoveredAt: ago(0) });
    expect(newTarget('t', { id: 'sp', displayName: 'HR', appId: 'app' }, now).appId).toBe('app');
  });

  it('is removed once it is gone and its jobs are removed', () => {
    expect(removeGoneTarget({ value: target, etag: 'e' }, gone, false)).toEqual([
      { type: 'targetRemoved', servicePrincipalId: 'sp', etag: 'e' },
    ]);
  });

  it('stays while it has jobs, answers, is not stored yet or is not known', () => {
    const empty: TargetRead = { ok: true, servicePrincipalId: 'sp', observedAt: ago(0), jobs: [], malformed: [] };
    const stored = { value: target, etag: 'e' };
    const decisions = [
      removeGoneTarget(stored, gone, true),
      removeGoneTarget(stored, empty, false),
      removeGoneTarget({ value: target }, gone, false),
      removeGoneTarget(undefined, gone, false),
    ];
    expect(decisions).toEqual([[], [], [], []]);
  });
});
