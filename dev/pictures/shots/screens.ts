import type { Page } from 'playwright-core';
import { desk, phone, type Shot, type Subjects } from './shot.ts';

export const causeOfPicture = 'HybridIdentityServiceNoAgentsAssigned';

const proxyLog = `1/11/2016 8:31\tconnect://login.microsoftonline.com:443
1/11/2016 8:31\tconnect://adminwebservice.microsoftonline.com:443 407
1/11/2016 8:32\tconnect://bba800-anchor.microsoftonline.com:443
1/11/2016 8:33\tconnect://provisioningapi.microsoftonline.com:443
1/11/2016 8:33\tconnect://bwsc02-relay.microsoftonline.com:443`;
const mail = `The portal says HybridIdentityServiceNoActiveAgents since Friday.
The wizard on the server wrote "Unable to connect to the remote server",
and the sign-in before it failed with AADSTS700016.`;

/** Every screen. */
export function screenShots({ incidentId, job, tenantId }: Subjects): Shot[] {
  const explained = { act: paste(mail, 'Explain'), brings: '.finding' };
  const incident = { path: `/incidents/${incidentId}`, ready: '.life-card .events li' };
  return [
    { name: 'fleet', path: '', ready: '.row-link', viewport: { width: 1280, height: 820 } },
    { name: 'fleet-phone', path: '', ready: '.row-link', viewport: phone },
    { name: 'fleet-by-cause', path: '?by=cause', ready: '.groups', viewport: { width: 1280, height: 820 } },
    { name: 'fleet-by-tenant', path: '?by=tenant', ready: '.groups', viewport: { width: 1280, height: 820 } },
    { name: 'job', path: job, ready: '.life-card .events li', viewport: { width: 1280, height: 1180 } },
    { name: 'incident', ...incident, viewport: { width: 1280, height: 1180 } },
    { name: 'incident-phone', ...incident, viewport: phone },
    { name: 'incidents', path: '/incidents', ready: '.rows', viewport: desk },
    { name: 'tenants', path: '/tenants', ready: '.rows', viewport: desk },
    { name: 'tenant', path: `/tenants/${tenantId}`, ready: '.facts', viewport: desk },
    { name: 'wizard', path: '/tenants?add=new', ready: '.wizard', viewport: desk },
    { name: 'explain', path: '/explain', ready: 'textarea', viewport: desk, ...explained },
    { name: 'explain-phone', path: '/explain', ready: 'textarea', viewport: phone, ...explained },
    { name: 'catalogue', path: '/catalogue', ready: '.entries', viewport: desk },
    { name: 'catalogue-entry', path: `/catalogue/cloud-sync/${causeOfPicture}`, ready: '.facts', viewport: desk },
    { name: 'topic', path: '/catalogue/topic/identity-matching', ready: '.facts, .entry, main p', viewport: desk },
    {
      name: 'connectivity',
      path: '/connectivity',
      ready: 'textarea',
      viewport: desk,
      act: paste(proxyLog, 'Diagnose'),
      brings: '.verdict',
    },
    { name: 'monitor', path: '/monitor', ready: '.cards', viewport: desk },
    { name: 'monitor-phone', path: '/monitor', ready: '.cards', viewport: phone },
  ];
}

/** The screens that tell what was done; drawn once something was. */
export function pastShots({ tenantId }: Subjects): Shot[] {
  return [
    { name: 'operations', path: '/operations', ready: '.rows', viewport: desk },
    { name: 'audit', path: `/audit?tenantId=${tenantId}`, ready: '.rows', viewport: desk },
    { name: 'grants', path: '/grants', ready: '.rows', viewport: desk },
  ];
}

/** Pastes a text into the box of a screen, and presses its button. */
function paste(text: string, button: string): (tab: Page) => Promise<void> {
  return async (tab) => {
    await tab.locator('textarea').fill(text);
    await tab.getByRole('button', { name: button, exact: true }).click();
  };
}
