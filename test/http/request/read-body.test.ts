import { HttpRequest } from '@azure/functions';
import { describe, expect, it } from '@jest/globals';
import { HttpProblemError } from '../../../lib/http/problems/problem.ts';
import { readBody } from '../../../lib/http/request/read-body.ts';

const json = { 'content-type': 'application/json' };

async function read(body: string | Uint8Array, headers: Record<string, string> = json, limitInBytes = 100): Promise<unknown> {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const request = new HttpRequest({ method: 'POST', url: 'http://127.0.0.1/', headers, body: { bytes } });
  return readBody(request, limitInBytes).catch((error: unknown) =>
    error instanceof HttpProblemError ? error.problem.code : Promise.reject(error),
  );
}

describe('a body', () => {
  it.each([
    ['{"a":1}', json, { a: 1 }],
    ['', json, {}],
    ['', {}, {}],
    ['{"a":"ü"}', { 'content-type': 'Application/JSON; charset=UTF-8' }, { a: 'ü' }],
    ['{', json, 'InvalidJson'],
    [new Uint8Array([0x22, 0xff, 0x22]), json, 'InvalidJson'],
    ['{}', {}, 'UnsupportedMediaType'],
    ['{}', { 'content-type': 'text/plain' }, 'UnsupportedMediaType'],
    ['{}', { 'content-type': 'application/json; charset=latin1' }, 'UnsupportedMediaType'],
    ['{}', { ...json, 'content-encoding': 'gzip' }, 'UnsupportedMediaType'],
    [`"${'x'.repeat(99)}"`, json, 'PayloadTooLarge'],
  ])('of %j with %j is read as %j', async (body, headers, expected) => {
    expect(await read(body, headers as Record<string, string>)).toEqual(expected);
  });
});
