import * as z from 'zod';
import { explainPasted } from '../../../application/show/knowledge/explain-pasted.ts';
import { notePastedCodes } from '../../../application/show/knowledge/note-pasted-codes.ts';
import { longestText } from '../../../domain/catalogue/text/explain-text.ts';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { Finding } from '../../schemas/error.ts';
import { defineOperation } from '../define-operation.ts';

const example = { text: 'Quarantined: HybridIdentityServiceNoActiveAgents' };

/** Finds the codes in a message, a log or a mail, and says what they mean. */
export const explainTextOperation = defineOperation({
  id: 'explain-text',
  role: 'Reader',
  tag: 'Errors',
  summary: 'Explain the codes and known messages in a text',
  description:
    'Best first: a specific code before the reason of a quarantine before the state of a job, and after them the topics that the text asks about. The text is not stored; of codes that the catalogue lacks the code alone is counted, among the sightings of `_service`.',
  path: emptyPath,
  query: emptyQuery,
  body: {
    schema: z
      .strictObject({ text: z.string().max(longestText, `may have at most ${longestText} characters`) })
      .meta({ id: 'ExplainRequest', examples: [example] }),
    limitInBytes: 256 * 1024,
    isPasted: true,
  },
  answers: {
    200: {
      description: 'What was found; nothing is an empty list.',
      schema: z
        .object({
          value: z.array(Finding),
          unknownCodes: z
            .array(z.object({ family: z.string(), code: z.string() }))
            .meta({ description: 'Codes in the text that the catalogue does not have.' }),
        })
        .meta({ id: 'TextExplanation' }),
    },
  },
  problems: [],
  async handle({ deps, body }) {
    const explanation = await explainPasted(deps.catalogue, body.text);
    await notePastedCodes(deps, explanation.unknownCodes);
    return { body: () => explanation };
  },
});
