/** One thing measured against another in the same run. */
export interface Figure {
  what: string;
  /** The measured ratio; its reference is named in `what`. */
  ratio: number;
  target: { atLeast: number } | { atMost: number };
  /** The absolute numbers behind the ratio, for whoever wants to check it. */
  behind: string;
}

export interface BenchResult {
  figures: Figure[];
  /** What was run: counts, rounds, what each side is. */
  setting: string[];
}

export interface Bench {
  name: string;
  title: string;
  run(tell: (line: string) => void): Promise<BenchResult>;
}

export function isMet({ ratio, target }: Figure): boolean {
  return 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
}

export function targetText({ target }: Figure): string {
  return 'atLeast' in target ? `≥ ${target.atLeast} ×` : `≤ ${target.atMost} ×`;
}

export function ratioText({ ratio }: Figure): string {
  return `${ratio >= 10 ? ratio.toFixed(1) : ratio.toPrecision(ratio >= 1 ? 3 : 2)} ×`;
}
