import type { FailingCount } from '../health/failing-counts.ts';

/** What a count says in one sentence: "4,454 objects fail, 4,400 of them for one cause: …." `name` is what its most frequent cause is called. */
export function sayFailing({ objects, atLeast, causes, top: [first] }: FailingCount, name: string): string {
  const failing = `${atLeast ? 'At least ' : ''}${objects === 1 ? '1 object fails' : `${numberText(objects)} objects fail`}`;
  if (first === undefined) return `${failing}.`;
  if (causes === 1) return objects === 1 ? `${failing}: ${name}.` : `${failing}, all for one cause: ${name}.`;
  const share = `${numberText(first.objects)} of them`;
  if (2 * first.objects >= objects) return `${failing}, ${share} for one cause: ${name}.`;
  return `${failing} for ${causes} causes, ${share} for the most frequent: ${name}.`;
}

function numberText(count: number): string {
  return count.toLocaleString('en-GB');
}
