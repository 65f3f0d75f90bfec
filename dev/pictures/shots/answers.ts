import type { Page } from 'playwright-core';
import { desk, phone, type Shot, type Subjects } from './shot.ts';

const dialog = 'dialog[open] h2';

/** The dialogs of the page, and what is read only when somebody asks; nothing is changed by drawing them. */
export function answerShots({ incidentId, tenantId, failing, changedBefore }: Subjects): Shot[] {
  const tenant = { path: `/tenants/${tenantId}`, ready: '.tenant-part .part' };
  const fails = { path: failing, ready: '.failing-card button', act: showFailing, brings: '.examples' };
  const provision = { path: failing, ready: '.act', act: openProvision, brings: 'dialog[open] textarea' };
  return [
    { name: 'failing-objects', ...fails, viewport: desk },
    { name: 'failing-objects-phone', ...fails, viewport: phone },
    {
      name: 'what-changed',
      path: `/incidents/${changedBefore}`,
      ready: '.changes-card button',
      viewport: desk,
      act: showChanges,
      brings: '.changes-card .events li',
    },
    { name: 'tenant-agents', ...tenant, viewport: desk, act: (tab) => show(tab, '.tenant-part') },
    { name: 'tenant-name', ...tenant, viewport: desk, act: press('Name and tags…'), brings: dialog },
    { name: 'provision', ...provision, viewport: desk },
    { name: 'provision-phone', ...provision, viewport: phone },
    {
      ...{ name: 'clear', path: `/incidents/${incidentId}`, ready: '.act', viewport: desk },
      ...{ act: press('Clear quarantine'), brings: dialog },
    },
  ];
}

/** What provisioning on demand answered. It is an operation of the job from then on. */
export function provisionedShots({ failing }: Subjects): Shot[] {
  const act = async (tab: Page) => {
    await openProvision(tab);
    await tab.getByRole('dialog').getByRole('button', { name: 'Provision on demand' }).click();
    await tab
      .getByRole('heading', { name: /: Provisioned$/ })
      .first()
      .waitFor();
    await show(tab, '.operation');
  };
  return [{ name: 'provision-result', path: failing, ready: '.act', viewport: desk, act }];
}

function press(name: string): (tab: Page) => Promise<void> {
  return (tab) => tab.getByRole('button', { name }).first().click();
}

async function showFailing(tab: Page): Promise<void> {
  await press('Show what fails')(tab);
  await tab.locator('.cause').first().click();
  await show(tab, '.failing-card');
}

async function showChanges(tab: Page): Promise<void> {
  await press('Show what changed')(tab);
  await tab.locator('.changes-card .events li').first().waitFor();
  await show(tab, '.changes-card');
}

async function openProvision(tab: Page): Promise<void> {
  await press('Provision on demand…')(tab);
  const people = ['Ada Marsh', 'Grace Hall'].map((name) => `CN=${name},OU=People,DC=us,DC=mercator,DC=example`);
  await tab.getByRole('dialog').locator('textarea').fill(people.join('\n'));
}

async function show(tab: Page, part: string): Promise<void> {
  await tab
    .locator(part)
    .first()
    .evaluate((element) => element.scrollIntoView({ behavior: 'instant', block: 'start' }));
}
