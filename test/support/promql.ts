import type { SyntaxNodeRef } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

export interface PromqlUse {
  metrics: string[];
  /** Labels that are matched or grouped by. */
  labels: string[];
  /** What labels are compared with. */
  values: string[];
}

/**
 * Reads an expression with Prometheus' own grammar.
 * @throws Error at what the grammar does not understand.
 */
export function readPromql(expression: string): PromqlUse {
  // Grafana puts its variables in before it asks.
  const text = expression.replaceAll(/"\$\w+"/g, '""');
  const use: PromqlUse = { metrics: [], labels: [], values: [] };
  parser.parse(text).iterate({ enter: (node) => note(node, text, use) });
  return use;
}

function note({ type, from, to }: SyntaxNodeRef, text: string, { metrics, labels, values }: PromqlUse): void {
  if (type.isError) throw new Error(`not PromQL at ${from}: ${text}`);
  const word = text.slice(from, to);
  if (type.name === 'Identifier') metrics.push(word);
  if (type.name === 'LabelName') labels.push(word);
  if (type.name === 'StringLiteral') values.push(word.slice(1, -1));
}
