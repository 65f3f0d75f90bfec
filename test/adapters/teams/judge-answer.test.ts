import { describe, expect, it } from '@jest/globals';
import { judgeTeamsAnswer, judgeWebhookAnswer } from '../../../lib/adapters/teams/judge-answer.ts';

const now = Date.parse('2026-11-20T10:00:00.000Z');
const answer = (status: number, body = '', retryAfter: string | null = null) => judgeTeamsAnswer({ status, body, retryAfter }, now);

describe('the answer of a Workflows webhook', () => {
  it('accepts 202 as queued and 200 as proven', () => {
    expect([answer(202), answer(200, '1')]).toEqual([
      { outcome: 'accepted', proven: false },
      { outcome: 'accepted', proven: true },
    ]);
  });

  it('does not take a 200 with an error in its text for success', () => {
    const told = (status: number) =>
      answer(200, `Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error ${status} with ContextId x`);
    expect([told(429), told(413), told(403), answer(202, '{"error":{"code":"X"}}')].map(({ outcome }) => outcome)).toEqual([
      'retry',
      'tooLarge',
      'broken',
      'retry',
    ]);
  });

  it.each([408, 425, 429, 500, 502, 503, 504])('tries again after %i', (status) => {
    expect(answer(status)).toEqual({ outcome: 'retry', fault: `HTTP ${status}` });
  });

  it.each([400, 401, 403, 404, 405, 410, 204])('calls the channel broken after %i', (status) => {
    expect(answer(status)).toEqual({ outcome: 'broken', fault: `HTTP ${status}` });
  });

  it('tells a card that is too large from a channel that is broken', () => {
    expect([answer(413), answer(400, 'RequestEntityTooLarge')].map(({ outcome }) => outcome)).toEqual(['tooLarge', 'tooLarge']);
  });

  it.each([
    ['30', 30_000],
    ['Fri, 20 Nov 2026 10:01:00 GMT', 60_000],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['1000000000', 1e12],
  ])('obeys Retry-After: %s', (header, retryAfterInMs) => {
    expect(answer(429, '', header)).toEqual({ outcome: 'retry', fault: 'HTTP 429', retryAfterInMs });
  });

  it.each(['-1', 'soon', ''])('makes nothing of Retry-After: "%s"', (header) => {
    expect(answer(503, '', header)).toEqual({ outcome: 'retry', fault: 'HTTP 503' });
  });

  it('takes every 2xx of another webhook for a receipt', () => {
    expect([200, 201, 204].map((status) => judgeWebhookAnswer({ status, body: '', retryAfter: null }, now).outcome)).toEqual(
      Array(3).fill('accepted'),
    );
    expect(judgeWebhookAnswer({ status: 302, body: '', retryAfter: null }, now)).toEqual({ outcome: 'broken', fault: 'redirect' });
  });
});
