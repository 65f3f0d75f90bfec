import { describe, expect, it } from '@jest/globals';
import { cleanText } from '../../lib/domain/clean-text.ts';

describe('cleanText', () => {
  it.each([
    ['leaves a plain text alone', ' Trace ID: 5d5d ', 'Trace ID: 5d5d'],
    ['keeps letters of every language', 'Müller, 東京', 'Müller, 東京'],
    ['removes line breaks and terminal sequences', 'a\r\nb\u001b[31mc', 'a bc'],
    ['removes direction marks', 'abc\u202ecba', 'abc cba'],
    ['removes a bearer', 'Authorization: Bearer abc.def', 'Authorization: Bearer [token removed]'],
    ['removes a token', 'got eyJhbGciOiJub25lIn0.eyJ0aWQiOiIxIn0.x', 'got [token removed]'],
    ['removes a signature', '?sv=1&sig=abc%3D&se=2', '?sv=1&sig=[removed]&se=2'],
    ['removes a code of an address', 'https://x/y?code=abc&z=1', 'https://x/y?code=[removed]&z=1'],
    ['removes a secret in JSON', '{"client_secret":"abc"}', '{"client_secret":[removed]"}'],
    ['removes an account key', 'AccountName=a;AccountKey=b==;X=1', 'AccountName=a;AccountKey=[removed];X=1'],
  ])('%s', (_case, text, expected) => {
    expect(cleanText(text)).toBe(expected);
  });

  it('cuts to the length asked for, never inside a character', () => {
    expect(cleanText('x'.repeat(5000))).toHaveLength(2048);
    expect(cleanText('😀'.repeat(10), 8).isWellFormed()).toBe(true);
  });
});
