import * as z from 'zod';
import { cleanText } from '../../domain/clean-text.ts';

/** UTC with milliseconds. */
export const time = z.iso
  .datetime({ precision: 3 })
  .meta({ description: 'UTC, ISO 8601 with milliseconds.', example: '2026-11-21T11:04:38.000Z' });

/** A time as callers give it: any offset, answered as UTC with milliseconds. */
export const timeParameter = z.iso
  .datetime({ offset: true, error: 'give a time such as 2026-11-21T11:00:00Z' })
  .transform((text) => new Date(text).toISOString())
  .meta({ override: { type: 'string', format: 'date-time' } });

/** The query parameters of whatever is told of a time. */
export const timeRange = {
  from: timeParameter.optional().meta({ description: 'Inclusive.' }),
  to: timeParameter.optional().meta({ description: 'Exclusive.' }),
};

/** An id of Entra, in any case. */
export const guidParameter = z.string().min(1).max(64).toLowerCase();

/** Any other id or name that a caller gives. */
export const nameParameter = z.string().min(1).max(200);

const longestSearchInBytes = 300;

/** What somebody types to search; short enough for the address of the next page, however it is escaped. */
export const searchParameter = nameParameter.refine((typed) => Buffer.byteLength(typed) <= longestSearchInBytes, {
  error: `give at most ${longestSearchInBytes} bytes of UTF-8`,
});

/** A text of the caller that is kept: without secrets, and without characters that hide or turn others. */
export function keptText(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .transform((given) => cleanText(given, longest))
    .pipe(z.string().min(1))
    .meta({ override: { type: 'string', minLength: 1, maxLength: longest } });
}

/** A name that is handed on as it is and not kept. */
export function givenName(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((given) => !/[\t\n\r]/.test(given), 'is of one line');
}

/** A name that is handed on as it is, and kept. */
export function keptName(longest: number) {
  return z
    .string()
    .min(1)
    .max(longest)
    .refine((given) => cleanText(given, longest) === given, 'holds what no name holds');
}

/** How old our own reading is. */
export const freshness = z.enum(['fresh', 'stale', 'unknown']).meta({
  id: 'Freshness',
  description:
    'How old our own reading is: `fresh` up to two poll intervals and a minute, `stale` beyond, `unknown` when there never was one.',
});

export const count = z.int().min(0);
export const emptyQuery = z.strictObject({});
export const emptyPath = z.strictObject({});
export const tenantPath = z.strictObject({ tenantId: guidParameter });
export const jobPath = z.strictObject({ tenantId: guidParameter, servicePrincipalId: guidParameter, jobId: nameParameter });

/** A key of the store inside a continuation: printable characters only, as every key of ours. */
export const storeKey = z.string().regex(/^[\x21-\x7e]{1,700}$/);
