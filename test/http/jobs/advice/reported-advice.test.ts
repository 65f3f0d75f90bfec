import { describe, expect, it } from '@jest/globals';
import { jobFixture } from '../../../adapters/graph/fixtures.ts';
import { at, type Change, day, hour, minute, payload, quarantine, told } from '../../support/told-job.ts';

/** What is said of a job of a template that is in quarantine by an error. */
async function heldBy(templateId: string, error: object | null, changes: object = {}) {
  return told(payload('active', { templateId, status: quarantine(error, changes) }));
}

function isSaid(job: Awaited<ReturnType<typeof told>>, said: { code?: string; action?: string; who?: string }) {
  const { explanation, advice } = job;
  const { code = explanation?.code, action = advice.action, who = advice.whoMustAct } = said;
  expect({ code: explanation?.code, action: advice.action, who: advice.whoMustAct }).toEqual({ code, action, who });
  expect(explanation?.whoMustAct).toBe(who);
  expect(explanation?.title).not.toBe('Job runs on its schedule');
  expect(advice.why).not.toMatch(/stopped with|[A-Za-z]{40}/);
}

describe('an error that has no code, or one that says little, is explained from its message', () => {
  const catchAll = 'AzureActiveDirectoryAuthenticationFailed';

  it.each([
    ['null', null],
    ['empty', ''],
    ['Unknown', 'Unknown'],
    ['absent', undefined],
  ])('a 404 from the endpoint is of the target, where the code is %s', async (_title, code) => {
    const message = 'An HTTP/404 Not Found response was returned rather than the expected HTTP/200 OK response.';
    isSaid(await heldBy('scim', { code, message, tenantActionable: true }), {
      code: 'QuarantineScimCompliance404',
      action: 'fixCause',
      who: 'app-owner',
    });
  });

  it.each([
    ['scim', null, 'StatusCode: 403 Forbidden. Web Response: {"detail":"no"}', 'NotPermitted'],
    ['customappsso', null, 'Web Response: HTTP/1.1 401 Unauthorized', 'Unauthorized'],
    ['aws', '', 'The endpoint returned HTTP 429 for /Users.', 'TooManyRequests'],
    ['AD2AADProvisioning', catchAll, 'AADSTS7000222: The client secret keys are expired.', 'AADSTS7000222'],
    ['Azure2Azure', catchAll, 'AADSTS500213: the resource tenant refuses this user.', 'AADSTS500213'],
    ['AD2AADProvisioning', null, 'Token request failed. AADSTS50034: The user account does not exist.', 'AADSTS50034'],
    ['AD2AADProvisioning', catchAll, 'AADSTS7000299: a number of the neighbourhood.', 'AADSTS7000299'],
    ['scim', null, 'Microsoft Graph: AADSTS530099 and StatusCode: Forbidden', 'AADSTS530099'],
    ['scim', null, 'StatusCode: InternalServerError Web Response: <html>oops</html>', 'InternalServerError'],
    ['scim', 'Unknown', 'The endpoint returned HTTP 503 for /Users.', 'WebExceptionProtocolError'],
  ])('of a job %s with the code %j: %s', async (templateId, code, message, expected) => {
    isSaid(await heldBy(templateId, { code, message, tenantActionable: true }), { code: expected });
  });

  it.each(['Something burnt in my kitchen.', 'Status: active, everything is fine.', 'The horse was moved to another stable.'])(
    'a message that says nothing leaves the word to the reason: %s',
    async (message) => {
      isSaid(await heldBy('scim', { code: null, message, tenantActionable: true }), { code: 'EncounteredQuarantineException' });
    },
  );
});

describe('a test of credentials that got no answer says nothing against the credentials', () => {
  const core = 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable';

  it.each([
    [core, 'scim'],
    ['SalesforceCredentialValidationUnavailable', 'SfSandboxOutDelta'],
    ['ZendeskCredentialValidationUnavailable', 'zendesk'],
    ['BoxCredentialValidationUnavailable', 'BoxOutDelta'],
    ['ServiceNowCredentialValidationUnavailable', 'servicenow'],
  ])('%s', async (code, templateId) => {
    const job = await heldBy(templateId, { code, message: 'The tenant URL gave no usable answer.', tenantActionable: true });
    isSaid(job, { code: core, action: 'fixCause', who: 'tenant-admin' });
    expect(job.advice.why).not.toMatch(/refused|renew/i);
  });

  it.each([
    ['SystemForCrossDomainIdentityManagementCredentialValidationFailure', 'scim'],
    ['SystemForCrossDomainIdentityManagementInvalidCredentials', 'aws'],
    ['SalesforceInvalidCredentials', 'SfSandboxOutDelta'],
    ['DropboxInvalidCredentials', 'dropbox'],
  ])('and one that was refused does: %s', async (code, templateId) => {
    isSaid(await heldBy(templateId, { code, tenantActionable: true }), { action: 'renewCredentials', who: 'tenant-admin' });
  });
});

describe('the account of cloud sync is repaired on the server of the agent, not renewed in the admin centre', () => {
  it.each(['AzureActiveDirectoryInvalidCredential', 'AzureActiveDirectoryExpiredCredentials'])('%s', async (code) => {
    const job = await heldBy('AD2AADProvisioning', { code, message: 'The service account cannot sign in.', tenantActionable: true });
    isSaid(job, { code, action: 'fixCause', who: 'tenant-admin' });
    expect(job.explanation.remedies.join(' ')).toContain('Repair-AADCloudSyncToolsAccount');
    expect(job.advice.request).toBeUndefined();
  });
});

describe('what was put in quarantine on purpose is not cleared on the way', () => {
  it.each([
    ['by Microsoft', 'QuarantinedOnDemand', null],
    ['by Microsoft, spelled as on the page', 'QuarantineOnDemand', null],
    ['by Microsoft, with a credential error beside it', 'QuarantinedOnDemand', { code: 'InvalidCredentials', tenantActionable: true }],
    ['by Microsoft, among other reasons', 'EncounteredQuarantineException, QuarantinedOnDemand', { code: 'NeverHeardOf' }],
  ])('%s', async (_title, reason, error) => {
    const job = await heldBy('scim', error, { reason });
    isSaid(job, { code: 'QuarantinedOnDemand', action: 'wait', who: 'microsoft' });
    expect(job.advice.why).toContain('Microsoft Support');
    expect(job.advice.request).toBeUndefined();
  });

  it.each(['AD2AADProvisioning', 'scim', 'Workday2AD'])(
    'nor by the protection of deletions: both documented ways are named, of %s',
    async (templateId) => {
      const job = await heldBy(templateId, { code: 'TooManyDeletes', tenantActionable: true }, { reason: 'TooManyDeletes' });
      isSaid(job, { code: 'TooManyDeletes', action: 'reviewDeletes', who: 'tenant-admin' });
      expect(job.advice.why).toMatch(/undo their cause and restart .* Allow deletes/);
      expect(job.advice).toMatchObject({ safety: 'noAction', link: expect.stringContaining('entra.microsoft.com') });
    },
  );

  it('nor where the source broke off: it is looked at first', async () => {
    const job = await heldBy('Workday2AD', null, { reason: 'IngestionInterrupted' });
    isSaid(job, { code: 'IngestionInterrupted', action: 'fixCause', who: 'tenant-admin' });
    expect(job.advice.why).toMatch(/^Check the source first/);
  });

  it('nor where the directory is only busy: it passes by itself', async () => {
    const job = await heldBy('AD2AADProvisioning', { code: 'AzureDirectoryServiceServerBusy', tenantActionable: false });
    isSaid(job, { action: 'wait', who: 'nobody' });
  });
});

describe('a code means what it means in the kind of the job', () => {
  it.each([
    ['TimeOut', 'AD2AADProvisioning', 'server-admin', 'checkAgents'],
    ['NoActiveAgents', 'AD2AADPasswordHash', 'server-admin', 'checkAgents'],
    ['HybridIdentityServiceAgentTimeout', 'AAD2ADGroupProvisioning', 'server-admin', 'checkAgents'],
    ['TimeOut', 'scim', 'nobody', 'wait'],
    ['Timeout', 'customappsso', 'nobody', 'wait'],
    ['BadRequest', 'scim', 'app-owner', 'fixCause'],
    ['Unauthorized', 'zendesk', 'tenant-admin', 'fixCause'],
    ['AzureActiveDirectoryForbidden', 'Azure2Azure', 'other-tenant-admin', 'fixCause'],
  ])('%s of %s is for %s', async (code, templateId, who, action) => {
    isSaid(await heldBy(templateId, { code, tenantActionable: true }), { who, action });
  });

  it.each(['NoActiveAgents', 'AgentSignalingError', 'InsufficientAccessRights'])(
    'and the bare %s of an application in the cloud is not of the agent',
    async (code) => {
      const job = await heldBy('scim', { code, tenantActionable: true });
      isSaid(job, { code, action: 'fixCause' });
      expect(job.explanation.title).toBe('Code not in the catalogue');
    },
  );

  it.each([
    ['TimeOut', 'scim'],
    ['NoActiveAgents', 'Azure2Azure'],
    ['SalesforceCredentialValidationUnavailable', 'SfSandboxOutDelta'],
    ['WorkdayCredentialValidationUnavailable', 'Workday2AD'],
  ])('nor does it put agents in question: %s of %s', async (code, templateId) => {
    expect((await heldBy(templateId, { code, tenantActionable: true })).reasons).not.toContain('agentSuspected');
  });

  it('and of a job that knows one tenant only, nobody of another tenant has to act', async () => {
    const code = 'AzureActiveDirectoryQuotaLimitExceeded';
    isSaid(await heldBy('AD2AADProvisioning', { code, tenantActionable: true }), { code, who: 'tenant-admin' });
    isSaid(await heldBy('Azure2Azure', { code, tenantActionable: true }), { code, who: 'other-tenant-admin' });
  });

  it.each([
    ['HybridIdentityServiceSomethingNew', 'checkAgents', 'server-admin'],
    ['HybridSynchronizationActiveDirectorySomethingNew', 'fixCause', 'directory-admin'],
    ['SystemForCrossDomainIdentityManagementSomethingNew', 'fixCause', 'app-owner'],
  ])('what the name of an unknown code suggests is called a suggestion: %s', async (code, action, who) => {
    const job = await heldBy('AD2AADProvisioning', { code, tenantActionable: true });
    isSaid(job, { code, action, who });
    expect(job.advice.why).toContain("the code's family suggests");
  });
});

describe('a job that nobody set up or that somebody stopped is no case for a restart', () => {
  const off = { state: 'Disabled' };
  const kinds = ['aws', 'AD2AADPasswordHash', 'Azure2Azure', 'Workday2AD'];

  it.each(kinds)('never set up: %s', async (templateId) => {
    const job = await told(payload('not-configured', { templateId, schedule: off }));
    isSaid(job, { code: 'NotConfigured', action: 'configure', who: 'tenant-admin' });
    expect(job).toMatchObject({ health: 'warning', reasons: ['notConfigured'] });
  });

  it.each(kinds)('set up and never started: %s', async (templateId) => {
    const job = await told(payload('not-configured', { templateId, schedule: off, status: { code: 'NotRun' } }));
    isSaid(job, { code: 'NeverStarted', action: 'configure', who: 'tenant-admin' });
  });

  it.each<[string, Change, string, string]>([
    ['paused by somebody', { status: { code: 'Paused' }, schedule: off }, 'Paused', 'start'],
    ['paused by the first cycle itself', { status: { code: 'Paused', escrowsPruned: true }, schedule: off }, 'EscrowsPruned', 'fixCause'],
    ['switched off while its code still is Active', { schedule: off }, 'SwitchedOff', 'configure'],
    ['paused with the error of an older run', { status: { code: 'Paused' }, schedule: off }, 'Paused', 'start'],
  ])('%s', async (_title, change, code, action) => {
    isSaid(await told(payload('active', change)), { code, action, who: 'tenant-admin' });
  });
});

describe('what has no code has words of its own', () => {
  const run = { ...Object(jobFixture('active').status.lastExecution) };
  const silent = { lastExecution: { ...run, timeBegan: at(-4 * day), timeEnded: at(-4 * day) }, steadyStateLastAchievedTime: at(-4 * day) };

  it.each([
    ['scim', 'Silent', 'pause', 'tenant-admin'],
    ['Azure2Azure', 'Silent', 'pause', 'tenant-admin'],
    ['AD2AADPasswordHash', 'SilentWithAgents', 'checkAgents', 'server-admin'],
    ['OnPremisesEcma', 'SilentWithAgents', 'checkAgents', 'server-admin'],
  ])('a silent job %s', async (templateId, code, action, who) => {
    const job = await told(payload('active', { templateId, status: silent }));
    expect(job.health).toBe('critical');
    isSaid(job, { code, action, who });
    expect(job.advice.why).not.toMatch(/^Restart/);
  });

  it.each<[string, object, string, string]>([
    ['three failures without an error', { countSuccessiveCompleteFailures: 3 }, 'Failed', 'fixCause'],
    ['one failure', { countSuccessiveCompleteFailures: 1 }, 'RunFailed', 'wait'],
    ['objects that fail', { lastExecution: { ...run, timeEnded: at(-minute), countEscrowed: 7 } }, 'EntryLevelErrors', 'reviewErrors'],
    ['a state that is not published', { code: 'Migrating' }, 'Migrating', 'none'],
    ['a quarantine without an error', quarantine(null), 'QuarantineWithoutError', 'clearQuarantine'],
    ['a quarantine by a fault that is not of the tenant', quarantine({ code: 'New', tenantActionable: false }), 'New', 'clearQuarantine'],
    [
      'the same without a code',
      quarantine({ code: null, message: 'No.', tenantActionable: false }),
      'QuarantineNotYours',
      'clearQuarantine',
    ],
    [
      'too many failing objects',
      quarantine(null, { reason: 'EncounteredBaseEscrowThreshold' }),
      'EncounteredBaseEscrowThreshold',
      'reviewErrors',
    ],
  ])('%s', async (_title, status, code, action) => {
    isSaid(await told(payload('active', { status })), { code, action });
  });

  it('a job given up after 28 days says that it is off, and what the way back costs', async () => {
    const held = quarantine(null, { seriesBegan: at(-30 * day), nextAttempt: at(9 * hour) });
    const job = await told(payload('active', { schedule: { state: 'Disabled' }, status: held }));
    isSaid(job, { code: 'QuarantineAutoDisable28Days', action: 'restart', who: 'tenant-admin' });
    expect(job.advice).toMatchObject({ safety: 'needsAcknowledge', why: expect.stringMatching(/switched off since .*every object again/) });
  });
});
