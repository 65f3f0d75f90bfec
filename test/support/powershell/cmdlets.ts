import { invokeRestMethod, restParameters } from './invoke-rest-method.ts';
import type { Scope } from './scope.ts';
import { compare, memberOf, textOf } from './values.ts';

interface Cmdlet {
  /** The parameters that have a meaning here, folded. */
  known: readonly string[];
  /** Those that may be given without their name, in this order. */
  positions?: readonly string[];
  run(given: Map<string, unknown>, input: unknown[], scope: Scope): unknown[] | Promise<unknown[]>;
}

/** The commands that the scripts use, by their folded names. */
export const cmdlets: Record<string, Cmdlet> = {
  'invoke-restmethod': { known: restParameters, positions: ['uri'], run: (given, _input, scope) => invokeRestMethod(given, scope) },
  'convertto-json': { known: [], run: (_given, input) => [JSON.stringify(input.length > 1 ? input : input[0], null, 2)] },
  'where-object': { known: ['property', 'like', 'eq', 'ne'], positions: ['property'], run: whereObject },
  'start-sleep': {
    known: ['seconds'],
    run: async (given, _input, { outside }) => {
      await outside.sleep(Number(given.get('seconds')));
      return [];
    },
  },
  'write-error': {
    known: ['message', 'erroraction'],
    positions: ['message'],
    run: (given, _input, { errors }) => {
      const message = textOf(given.get('message'));
      if (given.get('erroraction') !== 'Continue') throw new Error(message);
      errors.push(message);
      return [];
    },
  },
};

function whereObject(given: Map<string, unknown>, input: unknown[]): unknown[] {
  const property = given.get('property');
  const [[operator, value] = ['', undefined]] = [...given].filter(([name]) => name !== 'property');
  return input.filter((item) => compare(operator, memberOf(item, property), value));
}
