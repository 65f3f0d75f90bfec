import { reasonsOf, signInCodes } from '../../catalogue/code/code-parts.ts';
import { severityOfCode } from '../../catalogue/code/severity-of-code.ts';
import type { UnknownCode } from '../../catalogue/explanation.ts';
import { codeOf } from '../job-facts.ts';
import type { JobSnapshot } from '../synchronization-job.ts';

/** The codes a job shows that the catalogue does not have, each once. The prose of the catalogue is not loaded for it. */
export function unknownCodesOf({ state, rawCode, quarantine, lastExecution }: JobSnapshot): UnknownCode[] {
  const errors = [quarantine?.error, lastExecution?.error].filter((error) => error !== undefined);
  if (errors.length === 0 && quarantine === undefined && state !== 'Unknown') return [];
  const seen = [
    ...errors.flatMap((error) => codeOf(error) ?? []).map((code) => ({ family: 'synchronization-error', code })),
    ...errors.flatMap(({ message }) => signInCodes(message)).map((code) => ({ family: 'aadsts', code })),
    ...reasonsOf(quarantine?.reason).map((code) => ({ family: 'quarantine-reason', code })),
    { family: 'job-state', code: state === 'Unknown' ? (rawCode ?? '') : '' },
  ];
  const unknown = seen.filter(({ code }) => code.trim() !== '' && severityOfCode(code) === undefined);
  return [...new Map(unknown.map((code) => [`${code.family}/${code.code}`, code])).values()];
}

/** The unknown codes of a reading that the one before did not show: a code that stays is not counted again. */
export function newCodesOf(before: JobSnapshot | undefined, snapshot: JobSnapshot): UnknownCode[] {
  const codes = unknownCodesOf(snapshot);
  if (codes.length === 0 || before === undefined) return codes;
  const known = unknownCodesOf(before);
  return codes.filter(({ family, code }) => !known.some((other) => other.family === family && other.code === code));
}
