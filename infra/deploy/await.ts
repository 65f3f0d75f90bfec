import { setTimeout as wait } from 'node:timers/promises';
import { cloudOf, runScript, tokenSource } from '../graph/setup.ts';
import { awaitStart } from './await-start.ts';
import { createAzureClient } from './azure-client.ts';
import { expectedFunctions } from './expected-functions.ts';

await runScript(async () => {
  const { SYNC_APP_ID: appId, SYNC_WORKSPACE_ID: workspaceId, AZURE_TENANT_ID: tenantId, POLL_INTERVAL_SECONDS: interval } = process.env;
  if (!appId || !workspaceId) throw new Error('SYNC_APP_ID, SYNC_WORKSPACE_ID: missing; run azd provision first');
  const { resourceManager, logs } = cloudOf(process.env);
  const origin = (url: string) => ({ url, getToken: tokenSource(url, tenantId) });
  const azure = createAzureClient(origin(resourceManager), origin(logs));
  const start = await awaitStart(
    { azure, now: () => Date.now(), wait, tell: (line) => console.log(line) },
    {
      appId,
      workspaceId,
      expected: await expectedFunctions(process.argv[2] ?? 'dist'),
      deployedAt: new Date(),
      functionsWithinInMs: 10 * 60_000,
      // One interval, the delay of the logs, and some patience.
      tickWithinInMs: Number(interval || 300) * 1_000 + 10 * 60_000,
    },
  );
  process.exitCode = start === 'running' || start === 'tickNotSeen' ? 0 : 1;
});
