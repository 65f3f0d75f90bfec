import { InvalidRequestError } from '../../errors.ts';
import type { Catalogue } from '../build-catalogue.ts';
import type { Family } from '../catalogue-entry.ts';
import { type Explanation, explanationOf, type UnknownCode } from '../explanation.ts';
import { createTextFinder, type TextSource } from './find-in-text.ts';
import { explainSignInArea } from './sign-in-areas.ts';
import type { Span } from './text-hits.ts';

/** UTF-16 code units. */
export const longestText = 65_536;

/** What one entry of the catalogue says about a text. */
interface Finding {
  code: string;
  family: Family;
  title: string;
  /** 0 to 1; only the order means something. */
  score: number;
  spans: Span[];
  explanation: Explanation;
  /** Other entries the same words may mean, as `family/code`. */
  alternatives: string[];
}

export interface TextExplanation {
  value: Finding[];
  /** Codes in the text that the catalogue lacks, to be recorded. */
  unknownCodes: UnknownCode[];
}

/** A sign-in number that the catalogue lacks is told by its neighbours; it comes first, since what stands beside it only wraps it. */
function areaFindings(unknown: readonly (UnknownCode & Span)[]): Finding[] {
  return unknown.flatMap(({ family, code, start, end }) => {
    const explanation = family === 'aadsts' ? explainSignInArea(code) : undefined;
    return explanation
      ? [{ code, family: 'aadsts', title: explanation.title, score: 0.95, spans: [{ start, end }], explanation, alternatives: [] }]
      : [];
  });
}

/** Prepares a function that finds every code and known wording in a text and says what each means, best first, one finding per entry. */
export function createTextExplainer(catalogue: Catalogue): (text: string, source?: TextSource) => TextExplanation {
  const find = createTextFinder(catalogue.entries);

  return function explainText(text, source) {
    if (text.length > longestText) {
      const detail = `The text has ${text.length} characters; at most ${longestText} are read.`;
      throw new InvalidRequestError('TextTooLong', detail, [{ pointer: '/text', detail }]);
    }
    const { found, unknownCodes } = find(text, source);
    const findings = found.map(({ entry, score, spans, others }): Finding => {
      const { code, family, title } = entry;
      const alternatives = others.map((other) => `${other.family}/${other.code}`);
      return { code, family, title, score, spans, explanation: explanationOf(entry), alternatives };
    });
    return {
      value: [...findings, ...areaFindings(unknownCodes)].sort((one, other) => other.score - one.score),
      unknownCodes: unknownCodes.map(({ family, code }) => ({ family, code })),
    };
  };
}
