import { describe, expect, it } from '@jest/globals';
import { deployBicep } from './deploy.ts';

async function resultOf(expression: string, parameters: Record<string, unknown> = {}): Promise<unknown> {
  const declared = Object.keys(parameters).map((name) => `param ${name} ${typeof parameters[name]}\n`);
  const text = `${declared.join('')}output value object = ${expression}\n`;
  return (await deployBicep('main.bicep', parameters, () => text)).outputs.value;
}

describe('what a file of Bicep would deploy', () => {
  it.each([
    ['true || false && false', true],
    ['1 == 1 && 2 < 3', true],
    ["!empty('') ? 'a' : 1 > 2 ? 'b' : 'c'", 'c'],
    ["'a${1 + 2 * 3} b ${'x'}'", 'a7 b x'],
    ["'it\\'s \\${no}'", "it's ${no}"],
    ['union({ a: 1, b: { c: 1 } }, { b: { d: 2 } })', { a: 1, b: { c: 1, d: 2 } }],
    ["map(filter([{ k: 'a', n: 1 }, { k: 'b', n: 2 }], x => (x.n > 1)), x => x.k)", ['b']],
    ["toObject(['a'], x => x, x => '${x}!')", { a: 'a!' }],
    ["[for (x, i) in ['a', 'b']: '${x}${i}']", ['a0', 'b1']],
    ["{ a: 1 }.?b ?? 'none'", 'none'],
    ['[{ a: 1 }][0].a', 1],
  ])('%s is %j', async (expression, value) => {
    expect(await resultOf(expression)).toEqual(value);
  });

  it('gives the same name to the same place, and another to another', async () => {
    const names = ['a', 'a', 'b'].map((text) => resultOf(`uniqueString('${text}')`));
    const [first, second, third] = await Promise.all(names);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  it('takes an unknown function for a fault', async () => {
    await expect(resultOf("reference('x')")).rejects.toThrow('no function is known as reference');
  });
});
