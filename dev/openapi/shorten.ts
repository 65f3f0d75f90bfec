import type { Example, Recorded } from './example-steps.ts';

const textLines = 12;

/** Only the routes themselves, lists cut to their first entry and texts to their first lines, so that an example stays one that is read. */
export function shorten(recorded: Recorded): Recorded {
  const aids = ['activeJobs', 'failingJobs', 'heldJobs', 'forApproval', 'forRejection'];
  const shown = Object.entries(recorded).filter(([id]) => !aids.includes(id));
  return Object.fromEntries(shown.map(([id, example]) => [id, shortened(id, example)]));
}

function shortened(id: string, example: Example): Example {
  const { answer } = example;
  if (typeof answer === 'string') return { ...example, answer: answer.split('\n').slice(0, textLines).join('\n').slice(0, 2_000) };
  // The document about the API is itself at hand.
  if (id === 'getOpenapi') return { ...example, answer: { openapi: (answer as { openapi: string }).openapi, info: {}, paths: {} } };
  return { ...example, answer: firstOnly(answer) };
}

function firstOnly(value: unknown): unknown {
  if (Array.isArray(value)) return value.slice(0, 1).map(firstOnly);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, firstOnly(inner)]));
}
