import * as z from 'zod';

/** Part of the path; both the raw and the decoded form are looked at, with the query. */
const match = z.strictObject({
  tenantId: z.string().optional(),
  method: z.string().optional(),
  path: z.string().optional(),
  /** true: items of a `$batch` only; false: whole requests only; absent: both. */
  inBatch: z.boolean().optional(),
  clientId: z.string().optional(),
  /** Part of the request's body, such as a restart scope. */
  body: z.string().optional(),
  service: z.enum(['graph', 'identity', 'authority']).optional(),
});

const headers = z.record(z.string(), z.string()).optional();
const status = z.int().min(200).max(599);

/** What goes wrong. In a batch item only `status`, `delay`, `html`, `body`, `afterEffect` and `nextLink` are possible. */
const faultSchema = z.discriminatedUnion('kind', [
  /** Answered without looking at the request. `headers` may carry Retry-After in any form. */
  z.strictObject({ kind: z.literal('status'), status, body: z.unknown().optional(), headers }),
  z.strictObject({ kind: z.literal('delay'), delayInMs: z.number().min(0) }),
  /** The connection is cut before anything is done. */
  z.strictObject({ kind: z.literal('reset') }),
  /** The true answer, cut off after so many bytes. */
  z.strictObject({ kind: z.literal('truncate'), afterBytes: z.int().min(0) }),
  z.strictObject({ kind: z.literal('html') }),
  z.strictObject({ kind: z.literal('drip'), bytesPerSecond: z.number().positive() }),
  /** 200 with this body in place of the true one; text is sent as it is. */
  z.strictObject({ kind: z.literal('body'), body: z.unknown(), headers }),
  /** The request takes effect, and then the answer is an error, a cut connection (`reset`) or nothing at all (`hang`). */
  z.strictObject({
    kind: z.literal('afterEffect'),
    status: z.union([status, z.literal('reset'), z.literal('hang')]),
    body: z.unknown().optional(),
    headers,
  }),
  /** Never answered. */
  z.strictObject({ kind: z.literal('hang') }),
  /** The true page, continued at this address. */
  z.strictObject({ kind: z.literal('nextLink'), url: z.string() }),
]);

export const faultRuleSchema = z.strictObject({
  match: match.default({}),
  /** How often; null = until cleared. */
  times: z.int().min(1).nullable().default(1),
  probability: z.number().min(0).max(1).default(1),
  fault: faultSchema,
});

/** One rule or a list of them. */
export const faultRulesSchema = z.union([z.array(faultRuleSchema), faultRuleSchema.transform((rule) => [rule])]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultRule = z.infer<typeof faultRuleSchema>;
export type FaultRuleInput = z.input<typeof faultRuleSchema>;
