import type { Health, NetworkDiagnosis } from '../../../client/client.d.ts';
import { counted } from '../../words/durations.ts';
import { phaseNames, stepNames } from './network-words.ts';
import { productsInText } from './products.ts';

export interface Verdict {
  health: Health;
  sentence: string;
}

/** The answer in one sentence. What could not be read is never called good. */
export function verdictOf(diagnosis: NetworkDiagnosis, isList: boolean): Verdict {
  const { refused, missing, sequenceStopsAt, advice, lines, product } = diagnosis;
  const [first] = refused;
  if (first !== undefined) {
    // One may be refused in several ways.
    const others = new Set(refused.map(({ host }) => host)).size - 1;
    return critical(`${first.host}${others ? ` and ${counted(others, 'more host', 'more hosts')} are` : ' is'} refused.`);
  }
  if (sequenceStopsAt !== null) {
    return critical(`“${phaseNames[sequenceStopsAt.phase]}” stops: the step ${stepNames[sequenceStopsAt.step]} never came.`);
  }
  const beside = lines.notUnderstood > 0 ? ` ${counted(lines.notUnderstood, 'line was', 'lines were')} not understood.` : '';
  if (missing.length > 0) {
    return critical(
      isList
        ? `The list does not open ${counted(missing.length, 'address', 'addresses')} that ${productsInText[product]} needs.${beside}`
        : `${counted(missing.length, 'step')} of a healthy sequence never came.`,
    );
  }
  const unread = advice.find(({ rule }) => rule.endsWith('-not-understood'));
  if (unread !== undefined || (advice.length === 0 && lines.understood === 0)) {
    const [host] = unread?.hosts ?? [];
    return {
      health: 'unknown',
      sentence: host
        ? `What came of the requests to ${host} was not understood.`
        : 'Too little of it was understood, so nothing can be said.',
    };
  }
  if (advice.length > 0) return { health: 'warning', sentence: `${counted(advice.length, 'thing')} to look at.` };
  return {
    health: 'healthy',
    sentence: `${isList ? `The list opens all that ${productsInText[product]} needs.` : 'Nothing that is needed is refused or missing.'}${beside}`,
  };
}

function critical(sentence: string): Verdict {
  return { health: 'critical', sentence };
}
