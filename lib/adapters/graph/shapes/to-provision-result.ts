import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import type { ProvisionResult } from '../../../domain/operation/operation.ts';
import { parseJson } from '../transport/parse-json.ts';

const AnswerSchema = z.object({ key: z.string(), value: z.string() });
const KeySchema = z.object({ result: z.string(), details: z.object({ errorCode: z.string().nullish() }).nullish() });
const StepSchema = z.object({ name: z.string(), status: z.string() });
const ValueSchema = z.object({ provisioningSteps: z.array(z.unknown()).nullish() });

/**
 * What provisioning on demand came to: its result, error code and steps; everything that could name a person is left out.
 * Graph sends JSON inside two texts. https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 */
export function toProvisionResult(body: unknown): ProvisionResult {
  const answer = AnswerSchema.safeParse(body).data;
  const key = KeySchema.safeParse(textJson(answer?.key)).data;
  const steps = ValueSchema.safeParse(textJson(answer?.value)).data?.provisioningSteps ?? [];
  const errorCode = key?.details?.errorCode;
  return {
    result: key === undefined ? 'Unknown' : cleanText(key.result, 64),
    ...(errorCode && { errorCode: cleanText(errorCode, 128) }),
    steps: steps
      .flatMap((step) => StepSchema.safeParse(step).data ?? [])
      .slice(0, 20)
      .map(({ name, status }) => ({ name: cleanText(name, 64), status: cleanText(status, 64) })),
  };
}

function textJson(text: string | undefined): unknown {
  try {
    return parseJson(text ?? '');
  } catch {
    return undefined;
  }
}
