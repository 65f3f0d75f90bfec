type GetToken = () => Promise<string>;

/** The two services of Azure that a deployment is judged by. */
export interface AzureClient {
  /** Makes the platform read anew which functions the app has. https://learn.microsoft.com/azure/azure-functions/functions-deployment-technologies#trigger-syncing */
  syncFunctions(appId: string): Promise<void>;
  listFunctions(appId: string): Promise<string[]>;
  /** Rows of a query over the logs, each as its columns in order. */
  queryLogs(workspaceId: string, query: string): Promise<unknown[][]>;
}

interface Origin {
  url: string;
  getToken: GetToken;
}

class AzureError extends Error {
  override name = 'AzureError' as const;
  readonly status: number;
  constructor(operation: string, status: number, text: string) {
    super(`${operation}: ${status} ${text.slice(0, 300)}`);
    this.status = status;
  }
}

const apiVersion = 'api-version=2024-11-01';

export function createAzureClient(resourceManager: Origin, logs: Origin): AzureClient {
  return {
    async syncFunctions(appId) {
      await call(resourceManager, 'POST', `${appId}/host/default/sync?${apiVersion}`);
    },
    async listFunctions(appId) {
      const names: string[] = [];
      let path: string | undefined = `${appId}/functions?${apiVersion}`;
      while (path !== undefined) {
        const page: { value: { name: string }[]; nextLink?: string | null } = await call(resourceManager, 'GET', path);
        // `app/function`, as the name of a child is.
        names.push(...page.value.map(({ name }) => name.slice(name.lastIndexOf('/') + 1)));
        path = page.nextLink?.replace(resourceManager.url, '');
      }
      return names.sort();
    },
    async queryLogs(workspaceId, query) {
      const answer: { tables: { rows: unknown[][] }[] } = await call(logs, 'POST', `/v1/workspaces/${workspaceId}/query`, { query });
      return answer.tables[0]?.rows ?? [];
    },
  };
}

async function call<Answer>({ url, getToken }: Origin, method: string, path: string, body?: object): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { authorization: `Bearer ${await getToken()}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(60_000),
  });
  const text = await response.text();
  if (!response.ok) throw new AzureError(`${method} ${path}`, response.status, text);
  return (text === '' ? undefined : JSON.parse(text)) as Answer;
}
