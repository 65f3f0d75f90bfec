import { describe, expect, it } from '@jest/globals';
import { parseHostJson } from '../../../../dev/host/settings/host-json.ts';

const queues = (section: object, isDevelopment = false) =>
  parseHostJson({ version: '2.0', extensions: { queues: section } }, isDevelopment).queues;

describe('host.json', () => {
  it('has the defaults of the host', () => {
    const { queues: defaults, ...rest } = parseHostJson({ version: '2.0' }, false);
    expect(rest).toEqual({ routePrefix: 'api', functionTimeoutInMs: 1_800_000, extensionBundle: undefined });
    expect(defaults).toMatchObject({
      batchSize: 16,
      maxDequeueCount: 5,
      visibilityTimeoutInMs: 0,
      maxPollingIntervalInMs: 60_000,
      messageEncoding: 'base64',
    });
  });

  it('polls at least every two seconds in development', () => {
    expect(queues({ maxPollingInterval: '00:00:05' }, true).maxPollingIntervalInMs).toBe(2_000);
    expect(queues({ maxPollingInterval: '00:00:05' }).maxPollingIntervalInMs).toBe(5_000);
    expect(queues({ maxPollingInterval: '00:00:00.5' }, true).maxPollingIntervalInMs).toBe(500);
  });

  it('may lift the limit of an invocation and take the prefix of the routes away', () => {
    const settings = parseHostJson({ version: '2.0', functionTimeout: '-1', extensions: { http: { routePrefix: '' } } }, false);
    expect(settings).toMatchObject({ functionTimeoutInMs: undefined, routePrefix: '' });
    expect(parseHostJson({ version: '2.0', functionTimeout: '1.00:05:00' }, false).functionTimeoutInMs).toBe(86_700_000);
  });

  it.each([{ batchSize: 33 }, { maxDequeueCount: 0 }, { visibilityTimeout: 'soon' }, { messageEncoding: 'hex' }])(
    'is refused with %p',
    (section) => {
      expect(() => queues(section)).toThrow(Object.keys(section)[0]);
    },
  );

  it('is refused without its version and with a time limit below a second', () => {
    expect(() => parseHostJson({}, false)).toThrow('version');
    expect(() => parseHostJson({ version: '2.0', functionTimeout: '00:00:00' }, false)).toThrow('functionTimeout');
  });
});
