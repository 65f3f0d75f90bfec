/** A small app that shows what each trigger and output does; bundled by the tests and run by the local host. */
export const fixtureApp = `
import { app, output } from '@azure/functions';

app.hook.appStart(() => { if (process.env.FAIL_START) throw new Error('Setting A is missing. Setting B is wrong.'); });
app.hook.appTerminate(() => { console.log('TERMINATED'); });

app.http('echo', { route: 'v1/echo/{id}', methods: ['GET', 'POST'], handler: async (request) => ({
  headers: { 'x-b': 'b' },
  cookies: [{ name: 'c', value: 'a b' }],
  jsonBody: { url: request.url, params: request.params, tag: request.headers.get('x-tag'), all: request.query.getAll('a'), body: await request.text(),
    principal: request.headers.get('x-ms-client-principal-name') } }) });
app.http('fails', { handler: () => { throw new Error('no secret for the client'); } });
app.http('where', { handler: () => ({ jsonBody: { cwd: process.cwd(), late: process.env.LATE ?? null, early: process.env.EARLY ?? null } }) });
app.http('crashes', { handler: () => process.exit(7) });
app.http('hangs', { handler: () => new Promise(() => {}) });
app.http('nothing', { handler: () => undefined });
app.http('off', { handler: () => ({ body: 'x' }) });
app.http('adminReport', { handler: () => ({ body: 'x' }) });
app.http('zz-rest', { route: '{*path}', methods: ['GET', 'HEAD', 'PUT'], handler: (request) => ({ status: 404, jsonBody: { path: request.params.path } }) });

const second = output.storageQueue({ queueName: 'second', connection: 'AzureWebJobsStorage' });
app.timer('plan', { schedule: '%PLAN_SCHEDULE%',
  return: output.storageQueue({ queueName: 'first', connection: 'AzureWebJobsStorage' }),
  extraOutputs: [second],
  handler: (timer, context) => {
    console.log('PLAN ' + JSON.stringify(timer));
    context.extraOutputs.set(second, 'plain text');
    return [{ n: 1 }, { n: 2, id: 'own' }, { n: 3 }];
  } });
app.timer('quick', { schedule: '00:00:01', handler: (timer) => { console.log('QUICK ' + JSON.stringify(timer)); } });

app.storageQueue('take-first', { queueName: 'first', connection: 'AzureWebJobsStorage', handler: (message, context) => {
  const { dequeueCount, id } = context.triggerMetadata;
  context.warn('first ' + JSON.stringify({ message, dequeueCount, id: message.id ? id : undefined }));
  if (message.n === 2 && dequeueCount === 1) throw new Error('once more');
  if (message.n === 'always') throw new Error('never');
} });
app.storageQueue('take-poison', { queueName: 'first-poison', connection: 'AzureWebJobsStorage', handler: (message) => { console.log('POISON ' + JSON.stringify(message)); } });
app.storageQueue('take-second', { queueName: 'second', connection: 'AzureWebJobsStorage', handler: (message) => { console.log('SECOND ' + JSON.stringify(message)); } });
`;

export const fixtureHostJson = {
  version: '2.0',
  functionTimeout: '00:00:02',
  extensionBundle: { id: 'Microsoft.Azure.Functions.ExtensionBundle', version: '[4.*, 5.0.0)' },
  extensions: {
    http: { routePrefix: 'api' },
    queues: { batchSize: 8, newBatchThreshold: 4, maxDequeueCount: 2, visibilityTimeout: '00:00:00' },
  },
};
