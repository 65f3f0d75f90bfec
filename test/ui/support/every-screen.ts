import type { Page } from 'playwright-core';
import type { ScreenName } from '../../../ui/address/screens.ts';
import { first, type JobKey } from './get.ts';
import type { PageWorld } from './page-world.ts';

/** A screen as it can be met. */
export interface View {
  path: string;
  /** What has to be there before it is looked at. */
  ready: string;
  /** What somebody does first: opens a dialog, pastes a text. */
  act?: (page: Page) => Promise<unknown>;
  /** What that brings. */
  brings?: string;
}

interface Places {
  quarantined: string;
  healthy: string;
  failing: string;
  incident: string;
  tenantIncident: string;
  unreadable: string;
  readable: string;
}

const dialog = 'dialog[open] h2';
const press = (name: RegExp) => (page: Page) => page.getByRole('button', { name }).first().click();
const giving = (text: string, button: string) => async (page: Page) => {
  await page.locator('textarea').fill(text);
  await page.getByRole('button', { name: button, exact: true }).click();
};

/** Every screen, and each of its dialogs and states that can be reached without changing anything; a screen that is new has to be added. */
function viewsAt({ quarantined, healthy, failing, incident, tenantIncident, unreadable, readable }: Places) {
  return {
    fleet: [
      { path: '', ready: 'ol.rows .row-link' },
      { path: '?by=cause', ready: '.groups' },
      { path: '?by=tenant', ready: '.groups', act: (page) => page.locator('.groups summary').first().click(), brings: '.groups .row-link' },
      { path: '?q=nothing-has-this-name', ready: '.note' },
      { path: '', ready: 'ol.rows .row-link', act: (page) => page.locator('.menu summary').click(), brings: '.menu-body' },
      { path: '', ready: 'ol.rows .row-link', act: (page) => page.keyboard.press('Shift+?'), brings: dialog },
    ],
    job: [
      { path: quarantined, ready: '.life-card .events li' },
      { path: healthy, ready: '.life-card .events li' },
      { path: `${failing}?log=24h&rows=all`, ready: '.cause', act: (page) => page.locator('.cause').first().click(), brings: '.examples' },
      { path: quarantined, ready: '.act', act: press(/^Clear quarantine/), brings: dialog },
      { path: quarantined, ready: '.act', act: press(/^Restart/), brings: dialog },
      { path: failing, ready: '.act', act: press(/^Provision on demand/), brings: 'dialog[open] textarea' },
    ],
    incident: [
      { path: incident, ready: '.life-card .events li' },
      { path: tenantIncident, ready: '.wrong' },
      { path: incident, ready: '.incident-bar', act: press(/^Snooze/), brings: dialog },
    ],
    incidents: [
      { path: '/incidents', ready: '.rows' },
      { path: '/incidents?causeCode=AADSTS700016', ready: '.rows' },
      { path: '/incidents?causeCode=nothing', ready: 'h1' },
    ],
    explain: [
      { path: '/explain', ready: 'textarea' },
      {
        path: '/explain',
        ready: 'textarea',
        act: giving('HybridIdentityServiceNoActiveAgents after AADSTS700016', 'Explain'),
        brings: '.finding',
      },
    ],
    catalogue: [
      { path: '/catalogue', ready: '.entry' },
      { path: '/catalogue?view=topics&q=proxy', ready: '.rows' },
      { path: '/catalogue?view=seen', ready: 'h1' },
    ],
    code: [{ path: '/catalogue/AADSTS700016', ready: '.facts' }],
    entry: [
      { path: '/catalogue/cloud-sync/TimeOut', ready: '.facts' },
      { path: '/catalogue/topic/network-of-the-provisioning-agent', ready: 'h2' },
      { path: '/catalogue/cloud-sync/there-is-no-such-code', ready: '.note' },
    ],
    connectivity: [
      { path: '/connectivity', ready: 'textarea' },
      {
        path: '/connectivity',
        ready: 'textarea',
        act: giving('1/11/2016 8:31\tconnect://adminwebservice.microsoftonline.com:443 407', 'Diagnose'),
        brings: '.verdict',
      },
    ],
    tenants: [
      { path: '/tenants', ready: '.rows' },
      { path: '/tenants?add=new', ready: '.wizard form' },
      {
        path: '/tenants?add=new',
        ready: '.wizard form',
        act: async (page) => {
          await page.getByLabel(/^Tenant id/).fill('contoso');
          await press(/^Watch this/)(page);
        },
        brings: '[aria-invalid=true]',
      },
      { path: `/tenants?add=${unreadable}`, ready: '.consent-address' },
      { path: `/tenants?add=${readable}`, ready: '.wizard .primary' },
    ],
    tenant: [
      { path: `/tenants/${unreadable}`, ready: '.steps' },
      { path: `/tenants/${readable}`, ready: '.tenant-part .part' },
      { path: `/tenants/${readable}`, ready: '.facts', act: press(/^Remove/), brings: dialog },
      { path: `/tenants/${readable}`, ready: '.facts', act: press(/^Name and tags/), brings: dialog },
    ],
    operations: [{ path: '/operations', ready: '.rows' }],
    audit: [
      { path: '/audit', ready: '.toolbar' },
      { path: '/audit?tenantId=_service', ready: '.rows' },
      { path: `/audit?tenantId=${readable}&from=2020-01-01&to=2020-01-01`, ready: '.note' },
    ],
    grants: [
      { path: '/grants', ready: '.rows' },
      { path: '/grants', ready: '.rows', act: press(/^Add a grant/), brings: dialog },
      { path: '/grants', ready: '.rows', act: press(/^Change/), brings: dialog },
      { path: '/grants', ready: '.rows', act: press(/^Remove/), brings: dialog },
    ],
    monitor: [{ path: '/monitor', ready: '.facts' }],
    nowhere: [
      { path: '/nowhere', ready: 'h1' },
      { path: '/jobs/a/b/c', ready: '.note' },
      { path: '/incidents/nothing', ready: '.note' },
    ],
  } as const satisfies Record<ScreenName | 'nowhere', readonly View[]>;
}

export type Shown = keyof ReturnType<typeof viewsAt>;
const nobody = {
  quarantined: '',
  healthy: '',
  failing: '',
  incident: '',

  tenantIncident: '',
  unreadable: '',
  readable: '',
};
export const everyScreen = Object.keys(viewsAt(nobody)) as Shown[];

/** The views of a screen in this world. */
export async function viewsOf(screen: Shown, { urls: { api } }: PageWorld): Promise<readonly View[]> {
  const job = async (query: string) => {
    const { tenantId, servicePrincipalId, jobId } = await first<JobKey>(`${api}/jobs?${query}`);
    return `/jobs/${tenantId}/${servicePrincipalId}/${encodeURIComponent(jobId)}`;
  };
  const incident = async (query: string) => first<{ incidentId: string; tenantId: string }>(`${api}/incidents?${query}`);
  const [ofJob, ofTenant] = [await incident('causeCode=AzureActiveDirectoryForbidden'), await incident('causeCode=AADSTS700016')];
  return viewsAt({
    quarantined: await job('state=Quarantine&errorCode=AzureActiveDirectoryForbidden'),
    healthy: await job('health=healthy'),
    failing: await job('q=us.mercator'),
    incident: `/incidents/${ofJob.incidentId}`,
    tenantIncident: `/incidents/${ofTenant.incidentId}`,
    unreadable: ofTenant.tenantId,
    readable: ofJob.tenantId,
  })[screen];
}

/** Shows it, and waits until it is whole. */
export async function showView(page: Page, { ready, act, brings }: View): Promise<void> {
  await page.locator(`main :is(${ready})`).first().waitFor();
  await act?.(page);
  if (brings !== undefined) await page.locator(brings).first().waitFor();
}
