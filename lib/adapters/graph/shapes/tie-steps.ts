import * as z from 'zod';
import type { ProvisionSubject } from '../../../domain/operation/operation.ts';

const name = z.string().optional().catch(undefined);
const NamedStep = z.object({ details: z.object({ objectId: name, distinguishedName: name }) });
const NamedPart = z.object({ sourceIdentity: z.object({ id: name }) });

/** An object of the answer, with the steps in it as they were printed. */
export interface PrintedPart {
  given: unknown;
  steps: readonly unknown[];
}

/** Whose a part is as a whole, and whose each of its steps: a place among the subjects, undefined where the answer does not say it. */
export interface TiedPart {
  subject: number | undefined;
  steps: (number | undefined)[];
}

/**
 * Ties what Graph printed to the subjects that were asked for, by the ids that stand in it. A part is one subject's where its source says so,
 * or where there is one part for each of them and each names another one; in any other the steps speak for themselves, since Graph prints those
 * of several subjects one after the other without a mark between them.
 * https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
 */
export function tieSteps(parts: readonly PrintedPart[], subjects: readonly ProvisionSubject[]): TiedPart[] {
  const only = subjects.length === 1 ? 0 : undefined;
  const place = placesOf(subjects);
  const named = parts.map(({ steps }) => steps.map((step) => onlyOne(namesOfStep(step).map(place))));
  const fromSteps = named.map(onlyOne);
  const ofEach = parts.filter(({ steps }) => steps.length > 0).length === subjects.length && isPermutation(fromSteps, subjects.length);
  return parts.map(({ given }, index) => {
    const subject = only ?? place(NamedPart.safeParse(given).data?.sourceIdentity.id) ?? (ofEach ? fromSteps[index] : undefined);
    return { subject, steps: (named[index] ?? []).map((own) => own ?? subject) };
  });
}

/** Ids are compared as Entra ID and Active Directory do, in any case; an id that two subjects share tells neither from the other. */
function placesOf(subjects: readonly ProvisionSubject[]): (id: string | undefined) => number | undefined {
  const ids = subjects.map(({ objectId }) => objectId.trim().toLowerCase());
  return (id) => {
    const sought = id?.trim().toLowerCase();
    const found = ids.flatMap((each, index) => (each === sought ? [index] : []));
    return found.length === 1 ? found[0] : undefined;
  };
}

function namesOfStep(step: unknown): (string | undefined)[] {
  const { objectId, distinguishedName } = NamedStep.safeParse(step).data?.details ?? {};
  return [objectId, distinguishedName];
}

function onlyOne(found: readonly (number | undefined)[]): number | undefined {
  const [only, ...others] = new Set(found.filter((each) => each !== undefined));
  return others.length === 0 ? only : undefined;
}

function isPermutation(found: readonly (number | undefined)[], length: number): boolean {
  return new Set(found.filter((each) => each !== undefined)).size === length;
}
