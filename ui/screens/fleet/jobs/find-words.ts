/** Letters without case and accents: what people type finds what others wrote. */
export function fold(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Tells in which texts each word of a search stands somewhere. */
export function findsIn(search: string): (text: string, isFolded?: boolean) => boolean {
  const words = fold(search).split(/\s+/).filter(Boolean);
  return (text, isFolded = false) => {
    const folded = isFolded ? text : fold(text);
    return words.every((word) => folded.includes(word));
  };
}
