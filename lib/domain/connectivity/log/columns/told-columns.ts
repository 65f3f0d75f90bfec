import { columnOf } from './columns.ts';
import type { FieldWords } from './field-words.ts';

/**
 * What a column besides that of the status says of what came of a request. `action`: what the proxy did. `exception`: anything in it went
 * wrong. `reason`: free words. `denial` and `allowance`: a yes or no. `status`: one more of them. `unknown`: perhaps nothing.
 */
type ToldKind = 'action' | 'exception' | 'reason' | 'denial' | 'allowance' | 'status' | 'unknown';

/** A column that may say what came of a request, and where it stands. */
export interface ToldColumn {
  place: number;
  kind: ToldKind;
  /** Those of the last row. */
  words?: FieldWords;
}

const ofDenial = /^(?:is|was)?(?:block(?:ed)?|den(?:ied|y)|drop(?:ped)?|reject(?:ed)?|fail(?:ed)?|aborted|timedout)(?:reason|by)?$/;
const ofAllowance = /^(?:is|was)?(?:allow(?:ed)?|permit(?:ted)?|success(?:ful)?|succeeded|ok|reachable|connected)$/;
// Names of columns whose numbers and words are never those of an answer: times, sizes, names and kinds of things.
const silent = [
  /time|durat|elaps|latenc|delay|rtt|seconds|(?:^|[^a-z])(?:ms|sec|msec|id|ip|no)$|bytes|size|length|count|cnt|total|port|addr|version/i,
  /score|risk|zone|rule|polic|profile|group|team|class|categ|cat$|dept|depart|locat|device|threat|virus|malware|dlp|app(?:lication)?s?$/i,
  /appname|appclass|proto|country|user|login|owner|name|agent|refer|path|query|stem|filter|mime|type|title|comment|object|cache|index/i,
];

// What tells more goes before what only tells that something was denied.
const order: readonly ToldKind[] = ['exception', 'reason', 'status', 'denial', 'allowance', 'unknown', 'action'];

/** The columns that may say what came of a request. Of several of a kind all count; of those of the status the first is read by itself. */
export function toldColumnsOf(names: readonly string[], status: number): ToldColumn[] {
  return names
    .flatMap((name, place): ToldColumn[] => {
      const kind = place === status ? undefined : kindOf(name);
      return kind === undefined ? [] : [{ place, kind }];
    })
    .sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

function kindOf(name: string): ToldKind | undefined {
  const column = columnOf(name);
  if (column === 'action' || column === 'exception' || column === 'reason' || column === 'status') return column;
  if (column !== undefined) return undefined;
  const word = name.toLowerCase().replace(/[^a-z\d]+/g, '');
  if (ofDenial.test(word)) return 'denial';
  if (ofAllowance.test(word)) return 'allowance';
  return silent.some((one) => one.test(name)) ? undefined : 'unknown';
}
