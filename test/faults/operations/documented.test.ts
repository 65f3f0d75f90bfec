import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { outcomeCodes } from '../../../lib/domain/operation/operation.ts';
import { problemCodes } from '../../../lib/http/problems/problems.ts';

describe('the runbook', () => {
  const page = readFileSync(new URL('../../../docs/operations.md', import.meta.url), 'utf8');

  it.each([...problemCodes, ...outcomeCodes])('says what %s means, what to check first and what helps', (code) => {
    const line = page.split('\n').find((text) => text.startsWith('|') && text.split('|')[1]?.includes(`\`${code}\``));
    const cells = line?.split('|').slice(1, -1) ?? [];
    expect(cells).toHaveLength(5);
    expect(cells.every((cell) => cell.trim() !== '')).toBe(true);
  });
});
