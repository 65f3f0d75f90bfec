import { expect, it } from '@jest/globals';
import { faultsOf } from '../support/axe.ts';
import { first, type JobKey } from '../support/get.ts';
import { describeInBrowser, type PageWorld } from '../support/page-world.ts';
import { textOf } from '../support/text-of.ts';

/** The page of the job of the demo whose log tells of failures. */
async function failingJobPath(world: PageWorld): Promise<string> {
  const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${world.urls.api}/jobs?q=us.mercator`);
  return `/jobs/${tenantId}/${servicePrincipalId}/${jobId}`;
}

describeInBrowser('what Microsoft’s logs say when somebody asks, in a browser', (world) => {
  it('says what fails by its cause when somebody asks, by keys alone, and asks the log no second time by itself', async () => {
    const page = await world().open(await failingJobPath(world()));
    const asked: string[] = [];
    // What was refused because the hourly count had just used up Graph's limit is asked for again, when Graph permits it; what was answered is not.
    page.on('response', (response) => response.url().includes('/provisioningErrors') && response.ok() && asked.push(response.url()));
    await page.getByRole('button', { name: 'Show what fails' }).waitFor();
    await page
      .locator('.wrong')
      .getByText(/^\d[\d,]* objects fail, /)
      .waitFor({ timeout: 90_000 });
    expect(asked).toEqual([]);
    await page.getByRole('button', { name: 'Show what fails' }).press('Enter');
    const worst = page.locator('.cause').first();
    await worst.waitFor({ timeout: 60_000 });
    expect(await textOf(worst)).toContain('A value carries a domain the target rejects');
    await page.locator('#failing:focus').waitFor();
    await worst.press('Enter');
    await page.locator('.examples li').first().waitFor();
    await page.evaluate('scrollTo(0, 0)');
    expect(await faultsOf(page)).toEqual([]);
    const jobAgain = page.waitForResponse((response) => (asked[0] ?? '').startsWith(`${response.url()}/provisioningErrors`));
    await page.locator('.freshness').click();
    await jobAgain;
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('include=names');
    const complaints = world().complaints(page);
    expect(complaints.filter((line) => !/^Failed to load resource.* 503 /.test(line))).toEqual([]);
    await page.close();
  }, 150_000);

  it('waits as long as Microsoft wants before it reads a log again, and calls nothing empty that may not be read', async () => {
    const page = await world().browser.newPage();
    await page.clock.install();
    let refusals = 1;
    let body: object = { value: [], read: { rows: 0, from: '2026-11-29T06:00:00.000Z', to: '2026-11-30T06:00:00.000Z' }, truncated: true };
    await page.route('**/provisioningErrors?**', async (route) => {
      refusals -= 1;
      if (refusals < 0) return route.fulfill({ json: body });
      const problem = {
        type: 'about:blank',
        title: 'A limit is reached for a moment',
        status: 503,
        detail: 'Microsoft’s logs answer five requests in ten seconds for a tenant. It may be asked again in 60 s.',
        instance: '',
        code: 'UpstreamThrottled',
        requestId: '',
      };
      return route.fulfill({ status: 503, headers: { 'retry-after': '60' }, contentType: 'application/problem+json', json: problem });
    });
    await page.goto(`${world().page}${await failingJobPath(world())}?log=1h`);
    await page.getByRole('heading', { name: 'A limit is reached for a moment' }).waitFor();
    expect(await page.getByRole('button', { name: /^Tries again in / }).getAttribute('aria-disabled')).toBe('true');
    expect(refusals).toBe(0);
    await page.clock.fastForward(61_000);
    await page.locator('.failing-answer', { hasText: 'Nothing of the kind stands in what was read.' }).waitFor();
    await page.getByText(/^Read back to .* only/).waitFor();
    for (const [reason, told] of [
      ['permissionMissing', 'ProvisioningLog.Read.All'],
      ['licenceMissing', 'Microsoft Entra ID P1 or P2'],
      ['consentMissing', 'has not consented'],
    ] as const) {
      body = { unavailable: { reason, permission: 'ProvisioningLog.Read.All', ...(reason === 'licenceMissing' && { licence: told }) } };
      await page.getByRole('button', { name: 'Read the log again' }).click();
      await page.locator('.unavailable', { hasText: told }).waitFor();
      expect(await textOf(page.locator('.failing-card'))).not.toContain('Nothing of the kind');
    }
    await page.close();
  }, 60_000);

  it('says what changed before a job broke when somebody asks, who says it, and asks the log no second time by itself', async () => {
    const { incidentId } = await first<{ incidentId: string }>(
      `${world().urls.api}/incidents?causeCode=AzureActiveDirectoryInvalidCredential`,
    );
    const here = await world().open(`/incidents/${incidentId}`);
    const asked: string[] = [];
    here.on('request', (request) => request.url().includes('/precedingChanges') && asked.push(request.url()));
    await here.getByRole('button', { name: 'Show what changed' }).press('Enter');
    const line = here.locator('.changes-card .events li').first();
    expect(await textOf(line)).toMatch(
      /Credentials or settings: Update provisioning setting or credentials said by the audit log, by somebody/,
    );
    expect(await textOf(here.locator('.changes-card'))).not.toContain('Britta');
    await here.locator('#changes:focus').waitFor();
    expect(await faultsOf(here)).toEqual([]);
    expect(asked).toHaveLength(1);
    expect(asked[0]).not.toContain('include=names');
    expect(world().complaints(here)).toEqual([]);
    await here.close();
  }, 60_000);
});
