import type { Finding } from '../../../client/client.d.ts';

/** A part of a text, and the finding that it belongs to, by its place in the list. */
export interface Piece {
  start: number;
  text: string;
  finding: number | undefined;
}

/** Cuts a text where findings begin and end. Where several meet, the best one has it. */
export function piecesOf(text: string, findings: readonly Pick<Finding, 'spans'>[]): Piece[] {
  const pieces: Piece[] = [];
  const depths: number[] = findings.map(() => 0);
  let at = 0;
  for (const { offset, finding, step } of edgesOf(findings, text.length)) {
    if (offset > at) addPiece(pieces, { start: at, text: text.slice(at, offset), finding: bestOf(depths) });
    at = Math.max(at, offset);
    if (finding !== undefined) depths[finding] = (depths[finding] ?? 0) + step;
  }
  return pieces;
}

/** Where spans begin (1) and end (-1), and where the text ends. */
function edgesOf(findings: readonly Pick<Finding, 'spans'>[], length: number) {
  const edges = findings.flatMap(({ spans }, finding) =>
    spans.flatMap(({ start, end }) => [
      { offset: start, finding, step: 1 },
      { offset: end, finding, step: -1 },
    ]),
  );
  return [...edges.sort((one, other) => one.offset - other.offset), { offset: length, finding: undefined, step: 0 }];
}

function bestOf(depths: readonly number[]): number | undefined {
  const best = depths.findIndex((depth) => depth > 0);
  return best < 0 ? undefined : best;
}

function addPiece(pieces: Piece[], piece: Piece): void {
  const last = pieces.at(-1);
  if (last !== undefined && last.finding === piece.finding) last.text += piece.text;
  else pieces.push(piece);
}

/** How a finding was recognised, which is how sure it is. */
export function certaintyOf({ family, code, spans }: Pick<Finding, 'family' | 'code' | 'spans'>, text: string): string {
  if (family === 'topic') return 'a topic that the text asks about';
  const isNamed = spans.some(({ start, end }) => holds(text.slice(start, end), code));
  return isNamed ? 'sure: its code is in the text' : 'likely: recognised by its wording';
}

function holds(words: string, code: string): boolean {
  const [inText, wanted] = [lettersOf(words), lettersOf(code)];
  return wanted !== '' && (inText.includes(wanted) || (inText.length > 3 && wanted.includes(inText)));
}

function lettersOf(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
