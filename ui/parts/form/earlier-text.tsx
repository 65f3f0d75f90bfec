import type { ReadonlySignal } from '@preact/signals';
import type { Pasted } from './paste-box.tsx';

/** Marks an answer as being of the text that was asked about, once the field holds another. */
export function EarlierText({ asked, pasted }: { asked: string; pasted: ReadonlySignal<Pasted> }) {
  return pasted.value.text === asked ? null : <b>Of the earlier text: it was changed since. </b>;
}
