import { describe, expect, it } from '@jest/globals';
import { adminCentre } from '../../../../lib/admin-centre.ts';
import { actorNames } from '../../../../lib/domain/catalogue/actor-names.ts';
import { isJobEntry, type JobEntry } from '../../../../lib/domain/catalogue/catalogue-entry.ts';
import type { Explanation } from '../../../../lib/domain/catalogue/explanation.ts';
import type { JobCondition } from '../../../../lib/domain/condition.ts';
import type { OpenIncident } from '../../../../lib/domain/incident/incident.ts';
import type { Advice } from '../../../../lib/domain/job/advice/advice.ts';
import { explainIncident } from '../../../../lib/domain/job/advice/explain-incident.ts';
import { findCodeEntry } from '../../../../lib/domain/job/advice/find-code-entry.ts';
import { figureOf } from '../../../../lib/domain/job/advice/job-figure.ts';
import { kindOf } from '../../../../lib/domain/job/kind/job-kind.ts';
import { type JobSnapshot, quarantineReasons } from '../../../../lib/domain/job/synchronization-job.ts';
import { describeIncident } from '../../../../lib/domain/notification/describe-incident.ts';
import { summariseJob } from '../../../../lib/domain/view/summarise-job.ts';
import {
  adviceFor,
  catalogue,
  explanationFor,
  type JobFacts,
  listedExplanationFor,
  recordOf,
  speakers,
} from '../../../support/job-words.ts';
import { ago, execution, now, quarantine, snapshot } from '../../fixtures.ts';

const dayInMs = 86_400_000;

/** A template of every kind of job. */
const templates = [
  'AD2AADProvisioning',
  'AD2AADPasswordHash',
  'AAD2ADExchangeHybridWriteback',
  'AAD2ADGroupProvisioning',
  'Azure2Azure',
  'Workday2AD',
  'scim',
  'OnPremisesEcma',
  'API2AAD',
  'unheard-of',
];

interface Cell {
  name: string;
  facts: JobFacts;
  /** The incident whose card tells of it; none for what is told by no card. */
  condition?: JobCondition;
}

function held(reason: string, error?: { code: string; message?: string; tenantActionable?: boolean }): Partial<JobSnapshot> {
  return { state: 'Quarantine', quarantine: quarantine({ reason, ...(error && { error }) }) };
}

const failed = (code: string) => ({ lastExecution: execution({ state: 'Failed', error: { code } }) });
const { steadyStateFirstAchievedTime: _, lastExecution: __, ...unbegun } = snapshot();
const off = { schedule: { state: 'Disabled' } } as const;

type Situation = [name: string, facts: Partial<JobSnapshot>, condition?: JobCondition | undefined, more?: Partial<JobFacts>];

/** What a job of any kind can be in, with or without a code. */
const situations: readonly Situation[] = [
  ...quarantineReasons.map((reason): Situation => [`reason ${reason}`, held(reason), 'quarantine']),
  ['an unpublished reason', held('BrandNewReason'), 'quarantine'],
  ['an unknown code', held('EncounteredQuarantineException', { code: 'NeverHeardOf' }), 'quarantine'],
  ['an unknown code that is not ours', held('Unknown', { code: 'NeverHeardOf', tenantActionable: false }), 'quarantine'],
  ['an unknown code of the agents', held('EncounteredQuarantineException', { code: 'HybridIdentityServiceNew' }), 'quarantine'],
  ['a message alone', held('EncounteredQuarantineException', { code: 'Unknown', message: 'StatusCode: 403 Forbidden' }), 'quarantine'],
  ['a connector that ends like the agent', held('Unknown', { code: 'WorkdayCredentialValidationUnavailable' }), 'quarantine'],
  ['a vague message alone', held('Unknown', { code: 'Unknown', message: 'StatusCode: InternalServerError' }), 'quarantine'],
  ['an unknown sign-in number', held('Unknown', { code: 'Unknown', message: 'AADSTS7000299: x' }), 'quarantine'],
  ['quarantine without a word', { state: 'Quarantine' }, 'quarantine'],
  ['disabled after 28 days', { ...off, ...held('Unknown'), quarantine: quarantine({ seriesBegan: ago(30 * dayInMs) }) }, 'quarantine'],
  ['disabled and paused', { ...off, state: 'Paused' }, 'disabled', { marks: { disabledFrom: { seenAt: ago(dayInMs) } } }],
  ['silent', { lastExecution: execution({ timeEnded: ago(dayInMs) }) }, 'silent'],
  [
    'a cycle that stands still',
    {
      lastExecution: execution({ timeEnded: ago(dayInMs) }),
      progress: [{ completedUnits: 1, totalUnits: 9, units: 'pages', progressObservationDateTime: ago(dayInMs) }],
    },
    'silent',
  ],
  ['three failures', { countSuccessiveCompleteFailures: 3 }, 'completeFailures'],
  ['near the limit', { lastExecution: execution({ countEscrowed: 39_000, countEscrowedRaw: 39_000 }) }, 'nearQuarantine'],
  ['one failure', failed('NeverHeardOf')],
  ['entry errors', { lastExecution: execution({ countEscrowed: 4 }) }],
  ['never set up', { state: 'NotConfigured', ...off }],
  ['never switched on', { state: 'NotRun', ...off }],
  ['before its first run', { state: 'NotRun' }],
  ['paused by somebody', { state: 'Paused', ...off }],
  ['paused by pruned escrows', { state: 'Paused', escrowsPruned: true }],
  ['switched off', { ...off }],
  ['an unknown state', { state: 'Unknown', rawCode: 'Migrating' }],
  ['unreadable', {}, undefined, { readFailingSince: ago(dayInMs) }],
  ['unreadable in quarantine', held('TooManyDeletes'), undefined, { readFailingSince: ago(dayInMs) }],
];

function cells(): Cell[] {
  const codes = catalogue.entries.filter(isJobEntry).filter(({ family }) => family !== 'job-state' && family !== 'job-condition');
  return templates.flatMap((templateId) => [
    ...codes.flatMap(({ code }) => [
      {
        name: `${templateId}: quarantine by ${code}`,
        facts: { snapshot: snapshot({ templateId, ...held('EncounteredQuarantineException', { code }) }) },
        condition: 'quarantine' as const,
      },
      {
        name: `${templateId}: run failed by ${code}`,
        facts: { snapshot: snapshot({ templateId, countSuccessiveCompleteFailures: 3, ...failed(code) }) },
        condition: 'completeFailures' as const,
      },
    ]),
    ...situations.map(([name, changes, condition, more]) => ({
      name: `${templateId}: ${name}`,
      facts: { snapshot: snapshot({ templateId, ...changes }), ...more },
      ...(condition && { condition }),
    })),
    { name: `${templateId}: first cycle`, facts: { snapshot: { ...unbegun, templateId } } },
  ]);
}

function openIncident(condition: JobCondition): OpenIncident {
  const names = { tenantId: 'tenant', displayName: 'Zendesk', hash: 'hash', incidentId: 'tenant.hash.1' };
  const scope = { kind: 'job', servicePrincipalId: 'sp', jobId: 'job' } as const;
  const times = { openedAt: ago(dayInMs), updatedAt: ago(dayInMs), openedSeq: 1, seq: 1, timeline: [] };
  return { v: 1, state: 'open', ...names, scope, condition, causeCode: condition, severity: 'critical', ...times };
}

/** What the card of the job's incident says, as a person reads it. */
function cardOf({ facts, condition }: Cell): string | undefined {
  if (condition === undefined) return undefined;
  const job = recordOf(facts, now);
  const explanation = explainIncident(speakers, condition, figureOf(summariseJob(job)));
  const incident = openIncident(condition);
  const message = describeIncident(
    'opened',
    { incident, tenantName: 'Contoso', job, ...(explanation && { explanation }) },
    { now, adminCentre },
  );
  return message.sections.map(({ heading, text }) => `${heading}: ${text}`).join('\n');
}

/** What contradicts what in one cell; nothing, if all speak with one voice. */
function contradictions(cell: Cell): string[] {
  const explanation = explanationFor(cell.facts, now);
  const advice = adviceFor(cell.facts, now);
  if (explanation === undefined) return ['is not explained'];
  const listed = listedExplanationFor(cell.facts, now);
  const card = cardOf(cell);
  return [
    explanation.title === 'Job runs on its schedule' && 'is called well',
    advice.whoMustAct !== explanation.whoMustAct && `advice is for ${advice.whoMustAct}, explanation for ${explanation.whoMustAct}`,
    !startsAlike(advice, explanation) && `advice says "${advice.why}", explanation "${explanation.remedies[0]}"`,
    listed?.code !== explanation.code && `the list says ${listed?.code}, the job ${explanation.code}`,
    listed?.whoMustAct !== explanation.whoMustAct && `the filter finds it under ${listed?.whoMustAct}`,
    recordOf(cell.facts, now).reasons.includes('agentSuspected') &&
      explanation.whoMustAct !== 'server-admin' &&
      `suspects the agents, explanation is for ${explanation.whoMustAct}`,
    explanation.whoMustAct === 'other-tenant-admin' &&
      !cell.name.startsWith('Azure2Azure') &&
      !explanation.code.startsWith('AADSTS') &&
      'sends to another tenant, though there is none',
    card !== undefined && !card.includes(`Who must act: ${actorNames[explanation.whoMustAct]}`) && `the card says "${card}"`,
    card !== undefined && !card.includes(`Do next: ${explanation.remedies[0]}`) && `the card says "${card}"`,
    ...harms(cell, advice, explanation),
  ].filter((text) => text !== false);
}

// After a switch-off the way back is the whole advice.
function startsAlike({ why, action }: Advice, { remedies: [first = ''] }: Explanation): boolean {
  return why.startsWith(first) || (action === 'restart' && /mend .* then restart/i.test(why) && /mend .* then restart/i.test(first));
}

function harms({ facts }: Cell, { action, safety, why }: Advice, { remedies, whoMustAct }: Explanation): (string | false)[] {
  const text = remedies.join(' ');
  return [
    safety === 'destructive' && 'is destructive',
    action === 'restart' && facts.snapshot.schedule.state !== 'Disabled' && 'restarts where a milder step is known',
    action === 'restart' && (safety !== 'needsAcknowledge' || !/every object/.test(why)) && 'restarts without naming the cost',
    action === 'clearQuarantine' &&
      /before (?:anybody|you) starts? the job|do not (?:clear|start|restart)/i.test(text) &&
      'clears where it says not to',
    action === 'clearQuarantine' && facts.snapshot.state !== 'Quarantine' && 'clears no quarantine',
    action === 'start' && facts.snapshot.state !== 'Paused' && 'starts a job that runs',
    action === 'wait' &&
      !['nobody', 'microsoft'].includes(whoMustAct) &&
      !/\bwait\b/i.test(remedies[0] ?? '') &&
      'waits, though somebody must act',
    action === 'wait' && /^(?:Retry|Repeat|Restart)\b/.test(remedies[0] ?? '') && `waits, and says "${remedies[0]}"`,
    why.length > 400 && `is too long to read at night: "${why}"`,
    /[A-Za-z]{40}/.test(why) && `has a long code in "${why}"`,
  ];
}

describe('what is said of a job', () => {
  it('is one thing, wherever it is said: advice, explanation, card, list and filter agree, for every code and every kind', () => {
    const all = cells();
    const wrong: string[] = [];
    for (const cell of all) wrong.push(...contradictions(cell).map((text) => `${cell.name}: ${text}`));
    process.stdout.write(`one voice: ${all.length} cells of ${templates.length} kinds, ${wrong.length} contradictions\n`);
    expect(wrong).toEqual([]);
    expect(new Set(templates.map((templateId) => kindOf({ templateId, jobId: 'job' }))).size).toBe(templates.length);
  }, 120_000);

  it('comes from an entry that can be found by its code in every kind that shows it', () => {
    const codes = catalogue.entries.filter(isJobEntry).filter(({ family }) => family === 'cloud-sync' || family === 'cross-tenant-sync');
    const found = (entry: JobEntry, templateId: string) => findCodeEntry(catalogue, entry.code, kindOf({ templateId, jobId: 'job' }));
    for (const entry of codes) {
      const templateId = entry.family === 'cloud-sync' ? 'AD2AADProvisioning' : 'Azure2Azure';
      expect(found(entry, templateId)?.code).toBe(entry.code);
    }
  });
});
