import type { AzureClient } from './azure-client.ts';

export interface StartTerms {
  appId: string;
  workspaceId: string;
  /** The functions that the package registers. */
  expected: readonly string[];
  /** When the package was handed over. */
  deployedAt: Date;
  functionsWithinInMs: number;
  tickWithinInMs: number;
}

export interface StartDeps {
  azure: AzureClient;
  now(): number;
  wait(delayInMs: number): Promise<unknown>;
  tell(line: string): void;
}

export type Start = 'running' | 'functionsMissing' | 'noTick' | 'tickNotSeen';

const pauseInMs = 10_000;
const tickPauseInMs = 30_000;

/**
 * Waits until the platform lists every function and the first poll was planned. A start that was refused or cut off leaves an app without
 * triggers, and such an app is silent; asking for the functions makes the platform start it again.
 */
export async function awaitStart(deps: StartDeps, terms: StartTerms): Promise<Start> {
  const missing = await awaitFunctions(deps, terms);
  if (missing.length > 0) {
    deps.tell(`Not listed after ${minutes(terms.functionsWithinInMs)}: ${missing.join(', ')}`);
    await tellFaults(deps, terms);
    return 'functionsMissing';
  }
  deps.tell(`All ${terms.expected.length} functions are listed`);
  return awaitTick(deps, terms);
}

async function awaitFunctions(
  { azure, now, wait, tell }: StartDeps,
  { appId, expected, functionsWithinInMs }: StartTerms,
): Promise<string[]> {
  const until = now() + functionsWithinInMs;
  for (;;) {
    // A host that starts answers with a fault of its own for a while.
    const listed = await azure
      .syncFunctions(appId)
      .then(() => azure.listFunctions(appId))
      .catch((error: Error): string[] => {
        tell(`  not yet: ${error.message}`);
        return [];
      });
    const missing = expected.filter((name) => !listed.includes(name));
    if (missing.length === 0 || now() >= until) return missing;
    tell(`  ${expected.length - missing.length} of ${expected.length} functions`);
    await wait(pauseInMs);
  }
}

async function awaitTick(deps: StartDeps, terms: StartTerms): Promise<Start> {
  const { azure, now, wait, tell } = deps;
  const until = now() + terms.tickWithinInMs;
  const query = `AppRequests | where TimeGenerated > datetime(${terms.deployedAt.toISOString()}) and OperationName == "plan-polls" and Success == true | take 1`;
  for (;;) {
    const rows = await azure.queryLogs(terms.workspaceId, query).catch((error: Error) => error);
    if (rows instanceof Error) {
      tell(`The logs cannot be asked (${rows.message}). See for yourself that plan-polls runs: docs/operations.md, Alerts: no-tick.`);
      return 'tickNotSeen';
    }
    if (rows.length > 0) {
      tell('The first poll was planned');
      return 'running';
    }
    if (now() >= until) break;
    tell('  waiting for the first poll; logs arrive two to five minutes late');
    await wait(tickPauseInMs);
  }
  tell(`No poll was planned within ${minutes(terms.tickWithinInMs)}: docs/operations.md, Alerts: no-tick`);
  await tellFaults(deps, terms);
  return 'noTick';
}

// The app says why it did not start, in one text with every fault of its settings.
async function tellFaults({ azure, tell }: StartDeps, { workspaceId, deployedAt }: StartTerms): Promise<void> {
  const query = [
    'union isfuzzy=true (AppTraces | project TimeGenerated, Text = Message)',
    '(AppExceptions | project TimeGenerated, Text = OuterMessage)',
    `(FunctionAppLogs | project TimeGenerated, Text = Message) | where TimeGenerated > datetime(${deployedAt.toISOString()})`,
  ].join(', ');
  const rows = await azure
    .queryLogs(workspaceId, `${query} and Text has "The settings have" | top 1 by TimeGenerated | project Text`)
    .catch(() => []);
  for (const [text] of rows) tell(`The app says:\n${text}`);
}

function minutes(durationInMs: number): string {
  return `${Math.round(durationInMs / 60_000)} minutes`;
}
