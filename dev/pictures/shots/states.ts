import type { Page } from 'playwright-core';
import { type Answer, desk, phone, type Shot, type Subjects } from './shot.ts';

const minuteInMs = 60_000;

/** The states in which a screen may be, each by an answer of the demo that is changed on its way or does not come, and how it looks on paper. */
export function stateShots({ incidentId, job }: Subjects): Shot[] {
  const fleet = { path: '', ready: '.row-link', viewport: desk };
  const incident = { path: `/incidents/${incidentId}`, ready: '.life-card .events li', viewport: { width: 1280, height: 1180 } };
  return [
    {
      name: 'state-blind',
      ...fleet,
      changes: { '/status': blind, '/jobs': withOldJobs },
      told: () => ({ 'x-fresh-observed-at': agoInMs(31 * minuteInMs) }),
    },
    { name: 'state-lost', ...fleet, act: lose },
    { name: 'state-stale', ...fleet, changes: { '/status': withOldTenant, '/jobs': withOldTenantJobs } },
    { name: 'state-stale-phone', ...fleet, viewport: phone, changes: { '/status': withOldTenant, '/jobs': withOldTenantJobs } },
    { name: 'state-empty', ...fleet, ready: '.note', changes: { '/status': withoutTenants, '/jobs': () => ({ value: [] }) } },
    { name: 'state-no-match', ...fleet, path: '?q=nobody+is+called+this', ready: '.note' },
    { name: 'state-forbidden', ...incident, path: job, changes: { '/me': asReader, [`/jobs/${job.split('/').at(-1)}`]: withoutRights } },
    { name: 'state-signed-out', ...fleet, act: (tab) => answerAll(tab, 401, '.signed-out') },
    { name: 'state-throttled', ...fleet, act: (tab) => answerAll(tab, 429, '.freshness:has-text("Asked to wait")') },
    { name: 'state-error', ...fleet, act: (tab) => answerAll(tab, 500, '.note[role=alert]') },
    { name: 'print', ...incident, isWhole: true, schemes: ['light'], act: (tab) => tab.emulateMedia({ media: 'print' }) },
    { name: 'forced-colors', ...fleet, act: (tab) => tab.emulateMedia({ forcedColors: 'active' }) },
    { name: 'forced-colors-incident', ...incident, act: (tab) => tab.emulateMedia({ forcedColors: 'active' }) },
  ];
}

function agoInMs(inMs: number): string {
  return new Date(Date.now() - inMs).toISOString();
}

function blind(status: Answer) {
  const { critical, unknown, warning, healthy } = status.jobs.byHealth;
  return {
    ...status,
    monitor: 'blind',
    monitorReason: 'No tick happens.',
    monitorSince: agoInMs(31 * minuteInMs),
    tenants: { ...status.tenants, unreadable: status.tenants.unreadable.map(longUnreadable) },
    jobs: { ...status.jobs, byHealth: { critical, unknown: unknown + warning + healthy, warning: 0, healthy: 0 } },
    freshness: { fresh: 0, stale: status.tenants.total, unknown: 0, oldestStaleReading: agoInMs(31 * minuteInMs) },
  };
}

// Longer than nothing is read at all.
function longUnreadable(tenant: Answer) {
  return { ...tenant, since: agoInMs(180 * minuteInMs) };
}

function withOldJobs(list: Answer) {
  return { ...list, value: list.value.map(old) };
}

function old(job: Answer) {
  const health = job.health === 'critical' ? 'critical' : 'unknown';
  return { ...job, health, freshness: 'stale', observedAt: agoInMs(31 * minuteInMs) };
}

function withOldTenant(status: Answer) {
  const { fresh, unknown } = status.freshness;
  return { ...status, freshness: { fresh: fresh - 1, stale: 1, unknown, oldestStaleReading: agoInMs(31 * minuteInMs) } };
}

function withOldTenantJobs(list: Answer) {
  const tenant = list.value[0]?.tenantId;
  return { ...list, value: list.value.map((job: Answer) => (job.tenantId === tenant ? old(job) : job)) };
}

function withoutTenants(status: Answer) {
  const none = (counts: object) => Object.fromEntries(Object.keys(counts).map((name) => [name, 0]));
  const { firstDisable: _, ...jobs } = status.jobs;
  return {
    ...status,
    tenants: { ...status.tenants, total: 0, unreadable: [] },
    jobs: { ...jobs, total: 0, byState: none(jobs.byState), byHealth: none(jobs.byHealth), nearQuarantine: 0 },
    freshness: { fresh: 0, stale: 0, unknown: 0 },
  };
}

function asReader(me: Answer) {
  return { ...me, role: 'Reader', actions: [] };
}

function withoutRights(job: Answer) {
  const refuse = ({ role, ...action }: Answer) => ({
    ...action,
    role,
    allowed: false,
    reason: 'RoleMissing',
    detail: `This operation needs the role ${role}.`,
  });
  return { ...job, actions: job.actions.map(refuse) };
}

async function lose(tab: Page): Promise<void> {
  await tab.route('**/api/v1/**', (route) => route.abort());
  await tab.locator('.freshness').click();
  await tab.locator('.banner.lost').waitFor();
}

async function answerAll(tab: Page, status: number, ready: string): Promise<void> {
  const detail = 'Try again; if it lasts, report the id of the request to those who run the service.';
  const problem = { title: 'The service failed', status, code: 'InternalError', detail, requestId: '4f1c9a52-e7b0-4d1f-8f0e-6a2b90c3d1e5' };
  await tab.route('**/api/v1/**', (route) =>
    route.fulfill({
      status,
      headers: { 'content-type': 'application/problem+json', 'retry-after': '40' },
      body: JSON.stringify(problem),
    }),
  );
  await tab.locator('.freshness').click();
  await tab.locator(ready).first().waitFor();
}
