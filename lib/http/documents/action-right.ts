import type * as z from 'zod';
import type { Refusal } from '../../application/tenant/visible/judge-right.ts';
import type { ActionRight } from '../schemas/action-right.ts';

type Right = z.input<typeof ActionRight>;

/** An action that the caller may ask for, or may not for that reason. */
export function actionRight(action: Right['action'], refusal: Refusal | undefined): Right {
  return { action, allowed: refusal === undefined, ...refusal };
}
