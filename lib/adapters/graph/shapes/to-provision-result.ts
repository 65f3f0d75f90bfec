import * as z from 'zod';
import { codePattern } from '../../../domain/code-pattern.ts';
import type { ProvisionResult, ProvisionStep, ProvisionSubject } from '../../../domain/operation/operation.ts';
import { parseJson } from '../transport/parse-json.ts';
import { memberOf } from './field-values.ts';
import { type TiedPart, tieSteps } from './tie-steps.ts';

/** Worst first: what came of several steps, or of several subjects, is what came of the worst. */
const outcomes = ['Failure', 'Warning', 'Skipped', 'Success'] as const;
type Outcome = (typeof outcomes)[number];
/** https://learn.microsoft.com/graph/api/resources/provisioningstep */
const stepTypes = ['import', 'scoping', 'matching', 'processing', 'referenceResolution', 'export'] as const;
/** Six of each type for five subjects. */
const longestSteps = 30;
/** Lists and JSON texts within each other that are looked into. */
const deepest = 4;

// Names of Graph and never sentences: what a person is called, or where one lives in a directory, is written otherwise.
const word = z.string().regex(/^[A-Za-z][\w.-]{0,63}$/);
const code = z.string().regex(codePattern);
const optional = <Schema extends z.ZodType>(schema: Schema) => schema.optional().catch(undefined);

const ErrorSchema = z.object({ errorCode: optional(code) });
// Why an object was passed over stands in the details of its step.
const DetailsSchema = ErrorSchema.extend({ SkipReason: optional(code), skipReason: optional(code) });
const StepSchema = z.object({ name: optional(word), type: optional(word), status: z.string(), details: optional(DetailsSchema) });
const PartSchema = ErrorSchema.extend({
  result: optional(z.string()),
  details: optional(ErrorSchema),
  statusInfo: optional(ErrorSchema.extend({ status: optional(z.string()), errorInformation: optional(ErrorSchema) })),
  provisioningSteps: optional(z.array(z.unknown())),
});
type Part = z.infer<typeof PartSchema> & { given: unknown };
type Step = z.infer<typeof StepSchema>;

/** A step that is understood, with whose it is. */
interface TiedStep extends Step {
  subject: number | undefined;
}

/**
 * What provisioning on demand came to: its result, error code and steps; everything that could name a person is left out, and a subject is
 * called by its place among `subjects`. Graph prints it in two forms: key and value as JSON texts, of which the key holds the result, or the
 * name of a type and a list, of which the steps tell it.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 * https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-configure-graph
 */
export function toProvisionResult(body: unknown, subjects: readonly ProvisionSubject[]): ProvisionResult {
  const { key, value } = z.object({ key: z.unknown(), value: z.unknown() }).safeParse(body).data ?? {};
  const parts = [...partsOf(key), ...partsOf(value)];
  const asPrinted = parts.map(({ given, provisioningSteps = [] }) => ({ given, steps: provisioningSteps }));
  const ties = tieSteps(asPrinted, subjects);
  const steps = asPrinted.flatMap((part, index) => readSteps(part.steps, ties[index]));
  const isAllRead = steps.length === asPrinted.reduce((sum, part) => sum + part.steps.length, 0);
  const told = parts.flatMap(toldOf);
  // The steps stand for the result where it is not told and each of them is understood; one that failed outweighs what is told.
  const stands = told.length > 0 || !isAllRead ? told : statusesOf(steps);
  const result = worstOf([...stands, ...statusesOf(steps).filter((status) => outcomeOf(status) === 'Failure')]);
  const [errorCode] = [...parts, ...steps].flatMap(errorCodesOf);
  const toldOfSubject = (subject?: number) => parts.flatMap((part, index) => (ties[index]?.subject === subject ? toldOf(part) : []));
  const nobodys = [...toldOfSubject(), ...statusesOf(steps.filter(({ subject }) => subject === undefined))];
  const isKnown = isAllRead && nobodys.every((status) => outcomeOf(status) === 'Success');
  return {
    result: result ?? 'Unknown',
    ...(errorCode !== undefined && { errorCode }),
    steps: steps.slice(0, longestSteps).map(printStep),
    ...(steps.length > longestSteps && { truncated: true as const }),
    ...(subjects.length > 1 && {
      subjects: subjects.map((_, subject) => {
        const own = steps.filter((step) => step.subject === subject);
        return resultOfSubject(own, toldOfSubject(subject), isKnown);
      }),
    }),
    ...(result === undefined && { seen: describe(key, value) }),
  };
}

function readSteps(printed: readonly unknown[], tie: TiedPart | undefined): TiedStep[] {
  return printed.flatMap((step, index) => {
    const read = StepSchema.safeParse(step).data;
    return read === undefined ? [] : [{ ...read, subject: tie?.steps[index] }];
  });
}

function toldOf({ result, statusInfo }: Part): string[] {
  return [result ?? statusInfo?.status].filter((text) => text !== undefined);
}

function statusesOf(steps: readonly Step[]): string[] {
  return steps.map(({ status }) => status);
}

/**
 * What came of one of several subjects. What is nobody's may be of any of them: it takes nothing away from a failure, but anything else is known
 * only where all of that went well.
 */
function resultOfSubject(
  own: readonly Step[],
  told: readonly string[],
  isKnown: boolean,
): NonNullable<ProvisionResult['subjects']>[number] {
  const worst = worstOf([...told, ...statusesOf(own)]);
  if (worst === undefined || !(isKnown || worst === 'Failure')) return { result: 'Unknown' };
  const [errorCode] = own.flatMap(errorCodesOf);
  return { result: worst, ...(worst !== 'Success' && errorCode !== undefined && { errorCode }) };
}

/** The result of a 2xx that nobody can read: Graph accepted, and more is not known. */
export const unreadableProvisionResult: ProvisionResult = { result: 'Unknown', steps: [], seen: 'no readable JSON' };

/** The objects in what may be a JSON text, a list of them or one; a step that stands alone counts as one with that step. */
function partsOf(value: unknown, depth = 0): Part[] {
  const given = typeof value === 'string' ? jsonIn(value) : value;
  if (Array.isArray(given)) return depth < deepest ? given.flatMap((item) => partsOf(item, depth + 1)) : [];
  const part = PartSchema.safeParse(given).data;
  if (part === undefined) return [];
  const step = StepSchema.safeParse(given).data;
  const isStep = (step?.name ?? step?.type) !== undefined && (part.result ?? part.statusInfo ?? part.provisioningSteps) === undefined;
  return [isStep ? { given: undefined, provisioningSteps: [given] } : { ...part, given }];
}

function jsonIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function outcomeOf(text: string): Outcome | undefined {
  const { member } = memberOf(outcomes, text.replace(/^succeeded$/i, 'Success').replace(/^failed$/i, 'Failure'));
  return member === 'Unknown' ? undefined : member;
}

/** Undefined where there are none, or one that is not published could change it. */
function worstOf(texts: readonly string[]): Outcome | undefined {
  const known = texts.map(outcomeOf);
  const worst = outcomes.find((outcome) => known.includes(outcome));
  return worst === 'Failure' || !known.includes(undefined) ? worst : undefined;
}

function printStep({ name, type, status, details, subject }: TiedStep): ProvisionStep {
  const { member } = memberOf(stepTypes, type);
  const known = member === 'Unknown' ? undefined : member;
  const outcome = outcomeOf(status) ?? 'Unknown';
  const reason = outcome === 'Skipped' ? (details?.SkipReason ?? details?.skipReason ?? details?.errorCode) : details?.errorCode;
  const told = reason !== undefined && outcome !== 'Success' ? { code: reason } : {};
  const whose = subject === undefined ? {} : { subject };
  return { name: name ?? known ?? 'Unknown', ...(known && { type: known }), status: outcome, ...told, ...whose };
}

function errorCodesOf({
  errorCode,
  details,
  statusInfo,
}: Partial<Pick<Part, 'errorCode' | 'statusInfo'>> & Pick<Part, 'details'>): string[] {
  const codes = [errorCode, details?.errorCode, statusInfo?.errorCode, statusInfo?.errorInformation?.errorCode];
  return codes.filter((found) => found !== undefined);
}

/** Kinds of values only: what they say may name a person. */
function describe(key: unknown, value: unknown): string {
  return `key: ${kindOf(key)}; value: ${kindOf(value)}`;
}

function kindOf(value: unknown, depth = 0): string {
  const inner = typeof value === 'string' ? jsonIn(value) : undefined;
  if (inner !== undefined && depth < deepest) return `JSON text (${kindOf(inner, depth + 1)})`;
  if (Array.isArray(value)) {
    const kinds = depth < deepest ? [...new Set(value.map((item) => kindOf(item, depth + 1)))].slice(0, 3) : [];
    return `list of ${value.length}${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`;
  }
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  return typeof value === 'string' ? 'text' : typeof value;
}
