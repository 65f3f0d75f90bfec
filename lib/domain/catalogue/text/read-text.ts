import { fieldOfCell, readColumns } from './text-columns.ts';
import { type KnownOfText, readContext, type TextContext } from './text-context.ts';
import { fieldBefore, readWords, type Words } from './text-words.ts';

/** A text made ready for searching. What few texts need is found out when it is first asked for. */
export interface ReadText {
  text: string;
  words: Words;
  context: TextContext;
  /** The field that the word at this place is the value of, lower case and without blanks. */
  fieldAt(at: number): string | undefined;
}

/** Reads a text. */
export function readText(text: string, known: KnownOfText): ReadText {
  const words = readWords(text);
  let columns: ReturnType<typeof readColumns> | undefined;
  return {
    text,
    words,
    context: readContext(text, known),
    fieldAt(at) {
      columns ??= readColumns(text);
      const word = words.at(at);
      return (word && fieldOfCell(columns, word.start, word.end)) ?? fieldBefore(text, words, at);
    },
  };
}
