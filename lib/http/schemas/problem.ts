import * as z from 'zod';

/** https://www.rfc-editor.org/rfc/rfc9457 */
export const Problem = z
  .looseObject({
    type: z.url().meta({ description: 'The part of the documentation page that explains this kind of problem.' }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string(),
    instance: z.string(),
    code: z.string().meta({ description: 'Stable; branch on this.' }),
    requestId: z.string(),
    errors: z
      .array(
        z.object({ pointer: z.string().optional(), parameter: z.string().optional(), header: z.string().optional(), detail: z.string() }),
      )
      .optional(),
  })
  .meta({ id: 'Problem' });
