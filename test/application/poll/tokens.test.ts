import { expect, it } from '@jest/globals';
import { startTenantWorld } from '../../support/worlds/tenant-world.ts';

it('asks for one token per tenant and token lifetime, however many batches it pays for', async () => {
  await using cloud = await startTenantWorld({ servicePrincipalsPerTenant: 40, withAuthority: true });
  const tokens = () => cloud.shared.log.entries().filter(({ service, method }) => service === 'authority' && method === 'POST');
  await cloud.tick();
  expect(tokens()).toHaveLength(1);
  await cloud.ticks(10);
  expect(tokens()).toHaveLength(1);
  // Tokens of the authority live an hour and are renewed five minutes before their end.
  await cloud.ticks(2);
  expect(tokens()).toHaveLength(2);
  expect((await cloud.fleetRow()).unreadableReason).toBeUndefined();
});
