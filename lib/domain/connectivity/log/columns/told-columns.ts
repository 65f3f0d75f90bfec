import { columnOf } from './columns.ts';
import type { FieldWords } from './field-words.ts';

/**
 * What a column besides that of the status says of what came of a request. `action`: what the proxy did. `exception`: anything in it went
 * wrong. `reason`: free words. `denial` and `allowance`: a yes or no. `status`: one more of them. `unknown`: perhaps nothing. `name`: what
 * something is called or is of, which may be a refusal.
 */
type ToldKind = 'action' | 'exception' | 'reason' | 'denial' | 'allowance' | 'status' | 'unknown' | 'name';

/** A column that may say what came of a request, and where it stands. */
export interface ToldColumn {
  place: number;
  kind: ToldKind;
  /** Those of the last row. */
  words?: FieldWords;
}

const wordIn = (...lists: string[]) => new RegExp(`^(?:is|was|ist|wurde)?(?:${lists.join('|')})$`);
const ofDenial = wordIn(
  '(?:block(?:ed)?|den(?:ied|y)|drop(?:ped)?|reject(?:ed)?|refused|fail(?:ed)?|aborted|timedout)(?:reason|by)?',
  'forbidden|closed|unreachable|blockiert|geblockt|gesperrt|verweigert|abgelehnt|verboten|verworfen|bloque|refuse|interdit|rejete',
);
const ofAllowance = wordIn(
  'allow(?:ed)?|permit(?:ted)?|pass(?:ed)?|accept(?:ed)?|success(?:ful)?|succeeded|ok|up|open|reachable|reached|connected',
  'erlaubt|zugelassen|gestattet|freigegeben|offen|erreichbar|verbunden|erfolgreich|autorisee?|permis|accepte',
);
// Names of columns whose words are never those of an answer: times, sizes, people and addresses.
const silent = [
  /time|durat|elaps|latenc|delay|rtt|seconds|(?:^|[^a-z])(?:ms|sec|msec|id|ip|no)$|bytes|size|length|count|cnt|total|port|addr|version/i,
  /score|country|user|login|owner|agent|refer|path|query|stem|mime/i,
];
// Those whose numbers never are, and whose words are mostly names and kinds of things.
const ofName = [
  /risk|zone|rule|polic|profile|group|team|class|categ|cat$|dept|depart|locat|device|threat|virus|malware|dlp|app(?:lication)?s?$/i,
  /appname|appclass|proto|name|filter|type|title|comment|object|cache|index/i,
];

// What tells more goes before what only tells that something was denied.
const order: readonly ToldKind[] = ['exception', 'reason', 'status', 'denial', 'allowance', 'unknown', 'name', 'action'];

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
  if (silent.some((one) => one.test(name))) return undefined;
  return ofName.some((one) => one.test(name)) ? 'name' : 'unknown';
}

/** Whether a column is one that tells what came of a request, where others may or may not. */
export function tellsAnswer({ kind }: ToldColumn): boolean {
  return kind !== 'unknown' && kind !== 'name';
}
