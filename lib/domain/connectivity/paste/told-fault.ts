import { errorWordings, type ToldFault } from './error-wordings.ts';

/** What each fault is told by, the more exact before the less. */
export const faultForms: readonly (readonly [RegExp, ToldFault])[] = errorWordings.map(([fault, wordings]) => [formOf(wordings), fault]);

/** In which way a request came to nothing, by the words of the system; undefined where they are not known. */
export function faultOf(words: string): ToldFault | undefined {
  return faultForms.find(([form]) => form.test(words))?.[1];
}

const all = errorWordings.flatMap(([, wordings]) => wordings);
// Such as `underlying connection was closed`, behind which may come why.
const begun = formOf(all.filter((wording) => all.some((other) => other !== wording && other.startsWith(wording))));

/** Whether the words say that a request came to nothing, and may yet say why. */
export function mayGoOn(words: string): boolean {
  return begun.test(words);
}

// A console may show a letter beyond ASCII as one sign, as two or as none of its own.
function formOf(wordings: readonly string[]): RegExp {
  const forms = wordings.map((wording) => wording.replace(/[.(]/g, '\\$&').replace(/['\u0080-\u024f]/g, '.{1,3}'));
  return new RegExp(forms.join('|'), 'i');
}
