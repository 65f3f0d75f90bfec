import { TableClient } from '@azure/data-tables';
import { QueueServiceClient } from '@azure/storage-queue';
import { describe, expect, it } from '@jest/globals';
import { claimAccount } from './azurite.ts';

describe('the storage accounts of a test run', () => {
  it('are empty, distinct and serve tables and queues', async () => {
    const [one, other] = [claimAccount(), claimAccount()];
    expect(one.accountName).not.toBe(other.accountName);
    const options = { allowInsecureConnection: true };
    const table = TableClient.fromConnectionString(one.connectionString, 'Fleet', options);
    await table.createTable();
    await table.createEntity({ partitionKey: 'p', rowKey: 'r' });
    const same = TableClient.fromConnectionString(other.connectionString, 'Fleet', options);
    await expect(same.getEntity('p', 'r')).rejects.toMatchObject({ statusCode: 404 });

    const queues = QueueServiceClient.fromConnectionString(one.connectionString);
    await expect(queues.getQueueClient('poll-tenant').create()).resolves.toMatchObject({ _response: { status: 201 } });
  });
});
