export type Constraint = (value: string) => boolean;

const integer = /^\s*[+-]?\d+\s*$/;
const decimal = /^\s*[+-]?(\d[\d,]*\.?\d*|\.\d+)\s*$/;
const float = /^\s*([+-]?(\d[\d,]*\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?(NaN|Infinity|∞))\s*$/i;
const guid = /^\s*([0-9a-f]{32}|[{(]?[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}[)}]?)\s*$/i;
const long: readonly [bigint, bigint] = [-(2n ** 63n), 2n ** 63n - 1n];

/**
 * The inline constraint `name(text)` of a route parameter; an unknown name is an error, as it is for the host.
 * https://learn.microsoft.com/aspnet/core/fundamentals/routing#route-constraints
 */
export function constraintOf(name: string, text: string | undefined): Constraint {
  const numbers = (text ?? '').split(',').map((part) => part.trim());
  switch (name.toLowerCase()) {
    case 'int':
      return (value) => isWithin(value, -(2n ** 31n), 2n ** 31n - 1n);
    case 'long':
      return (value) => isWithin(value, ...long);
    case 'min':
      return (value) => isWithin(value, bigintOf(numbers[0]), long[1]);
    case 'max':
      return (value) => isWithin(value, long[0], bigintOf(numbers[0]));
    case 'range':
      return (value) => isWithin(value, bigintOf(numbers[0]), bigintOf(numbers[1]));
    case 'minlength':
      return (value) => value.length >= Number(numbers[0]);
    case 'maxlength':
      return (value) => value.length <= Number(numbers[0]);
    case 'length':
      return (value) => value.length >= Number(numbers[0]) && value.length <= Number(numbers[1] ?? numbers[0]);
    default:
      return textConstraintOf(name, text);
  }
}

function textConstraintOf(name: string, text: string | undefined): Constraint {
  switch (name.toLowerCase()) {
    case 'bool':
      return (value) => /^\s*(true|false)\s*$/i.test(value);
    case 'guid':
      return (value) => guid.test(value);
    case 'decimal':
      return (value) => decimal.test(value);
    case 'double':
    case 'float':
      return (value) => float.test(value);
    case 'datetime':
      return (value) => !Number.isNaN(Date.parse(value));
    case 'alpha':
      return (value) => /^[a-z]*$/i.test(value);
    case 'required':
      return (value) => value !== '';
    case 'regex': {
      const pattern = new RegExp(text ?? '', 'i');
      return (value) => pattern.test(value);
    }
    default:
      throw new Error(`unknown route constraint "${name}"`);
  }
}

function isWithin(value: string, min: bigint, max: bigint): boolean {
  if (!integer.test(value)) return false;
  const number = bigintOf(value);
  return number >= min && number <= max;
}

function bigintOf(text: string | undefined): bigint {
  return BigInt((text ?? '').trim().replace(/^\+/, ''));
}
