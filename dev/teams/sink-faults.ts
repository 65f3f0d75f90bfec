import * as z from 'zod';

/** What goes wrong with a post. `times` null = until cleared. */
const sinkFaultSchema = z.discriminatedUnion('kind', [
  /** Answered instead of taking the card; `headers` may carry Retry-After in any form, a 200 with `body` an error text. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().min(200).max(599),
    headers: z.record(z.string(), z.string()).optional(),
    body: z.string().optional(),
  }),
  /** The card is taken late. */
  z.strictObject({ kind: z.literal('delay'), delayInMs: z.number().min(0) }),
  /** The connection is cut before the card is taken. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The card is not taken, and no answer comes. */
  z.strictObject({ kind: z.literal('timeout') }),
  /** The card is taken, and then no answer comes. */
  z.strictObject({ kind: z.literal('acceptThenTimeout') }),
  /** The card is taken, and then the connection is cut. */
  z.strictObject({ kind: z.literal('acceptThenReset') }),
  z.strictObject({ kind: z.literal('redirect'), location: z.string() }),
]);

const sinkFaultRuleSchema = z.strictObject({
  fault: sinkFaultSchema,
  times: z.int().min(1).nullable().default(1),
  probability: z.number().min(0).max(1).default(1),
});

/** One rule or a list of them. */
export const sinkFaultRulesSchema = z.union([z.array(sinkFaultRuleSchema), sinkFaultRuleSchema.transform((rule) => [rule])]);

export type SinkFault = z.infer<typeof sinkFaultSchema>;
export type SinkFaultRule = z.infer<typeof sinkFaultRuleSchema>;

/** Takes the fault that strikes next out of the rules; undefined when none does. `random` is 0 ≤ x < 1. */
export function takeFault(rules: SinkFaultRule[], random: number): SinkFault | undefined {
  const index = rules.findIndex(({ probability }) => random < probability);
  const rule = rules[index];
  if (rule === undefined) return undefined;
  if (rule.times !== null) rule.times -= 1;
  if (rule.times === 0) rules.splice(index, 1);
  return rule.fault;
}
