/**
 * What a text may hold beside letters: `line`, of a query or a path, no control characters at all; `lines`, of a body, tabs and line breaks;
 * `pasted`, what machines wrote and nobody keeps, any of them.
 */
export type TextForm = 'line' | 'lines' | 'pasted';

interface TextFault {
  path: PropertyKey[];
  message: string;
}

// biome-ignore-start lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const refused = {
  line: /[\u0000-\u001f\u007f-\u009f]/,
  lines: /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/,
};
// biome-ignore-end lint/suspicious/noControlCharactersInRegex: finding them is the purpose

/**
 * The faults of all texts in an input, whatever takes them: half a surrogate pair, which no address, row or card can hold, and control
 * characters. Its depth is the schema's, which is asked first.
 */
export function textFaults(input: unknown, form: TextForm, path: readonly PropertyKey[] = []): TextFault[] {
  if (typeof input === 'string') {
    const message = faultOf(input, form);
    return message === undefined ? [] : [{ path: [...path], message }];
  }
  if (typeof input !== 'object' || input === null) return [];
  return Object.entries(input).flatMap(([name, item]) => textFaults(item, form, [...path, name]));
}

function faultOf(text: string, form: TextForm): string | undefined {
  if (!text.isWellFormed()) return 'holds half a character (a surrogate without its other half)';
  return form !== 'pasted' && refused[form].test(text) ? 'holds a control character' : undefined;
}
