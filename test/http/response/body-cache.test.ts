import { describe, expect, it } from '@jest/globals';
import { createBodyCache } from '../../../lib/http/response/body-cache.ts';

const bytes = (text: string) => async () => Buffer.from(text);

describe('the bodies that are kept', () => {
  it('are sent again for as long as their source is the very same', async () => {
    const bodies = createBodyCache();
    const source = { revision: 1 };
    const body = await bodies.get('/jobs', source, bytes('one'));
    expect(await bodies.get('/jobs', source, bytes('two'))).toBe(body);
    expect(String(await bodies.get('/jobs', { revision: 1 }, bytes('three')))).toBe('three');
    expect(String(await bodies.get('/incidents', source, bytes('four')))).toBe('four');
  });

  it('are forgotten beyond their limit, the least recently used first', async () => {
    const bodies = createBodyCache(6);
    const source = {};
    for (const name of ['a', 'b']) await bodies.get(name, source, bytes(`${name}${name}`));
    await bodies.get('a', source, bytes('never built'));
    await bodies.get('c', source, bytes('cccc'));
    expect(String(await bodies.get('a', source, bytes('anew')))).toBe('aa');
    expect(String(await bodies.get('b', source, bytes('anew')))).toBe('anew');
  });

  it('do not hold one that failed to be built, or that is larger than all may be', async () => {
    const bodies = createBodyCache(6);
    const source = {};
    await expect(bodies.get('a', source, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
    expect(String(await bodies.get('a', source, bytes('much too large')))).toBe('much too large');
    expect(String(await bodies.get('a', source, bytes('small')))).toBe('small');
  });
});
