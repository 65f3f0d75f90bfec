/**
 * What a column says of whether its rows are open. `allowance`: yes or a word for open. `denial`: yes or a word for closed. `verdict`: a word
 * for either. `unknown`: perhaps something else.
 */
type OpenKind = 'allowance' | 'denial' | 'verdict' | 'unknown';

/** A column that may say whether a row is open, and where it stands. */
export interface OpenColumn {
  place: number;
  kind: OpenKind;
}

const wordIn = (...lists: string[]) => new RegExp(`^(?:${lists.join('|')})$`);
const open = wordIn(
  'allow(?:s|ed|list|listed)?|permit(?:s|ted)?|accept(?:s|ed)?|pass(?:es|ed)?|open(?:s|ed)?|enabled?|active|activated|approved?|granted?',
  'success(?:ful|fully)?|succeed(?:s|ed)?|reachable|reached|connected|established|whitelist(?:ed)?|unblocked|released?|ok|okay',
  'erlaub(?:t|en)|zugelassen|zulassen|gestatte(?:t|n)|offen|geoe?ffnet|frei|freigabe|freigegeben|freigeben|freigeschaltet|freischaltung',
  'aktiv|aktiviert|erreichbar|genehmigt|verbunden|erfolgreich|entsperrt',
);
const closed = wordIn(
  'block(?:s|ed|list|listed)?|den(?:y|ies|ied)|denylist|disallow(?:s|ed)?|disabled?|inactive|deactivated|closed?|drop(?:s|ped)?|reject(?:s|ed)?',
  'refused?|forbid(?:s|den)?|prohibit(?:s|ed)?|expired|pending|fail(?:s|ed|ure)?|unreachable|filtered|blacklist(?:ed)?|revoked|suspended',
  'gesperrt|sperre|sperren|blockier(?:t|en)|geblockt|verboten|verbieten|verweiger(?:t|n)|abgelehnt|ablehnen|verworfen|verwerfen',
  'deaktiviert|inaktiv|geschlossen|abgelaufen|ausstehend|unerreichbar|fehlgeschlagen',
);
const negation = wordIn('not|non|no|nicht|kein|keine');
const verdict = wordIn(
  'action|status|state|result|outcome|verdict|decision|disposition|permission|access|availability|approval',
  'aktion|zustand|ergebnis|entscheidung|berechtigung|zugriff|erreichbarkeit|genehmigung',
);
// What may be on or off, allowed or not, of a host that is open.
const ofOther = wordIn(
  'inspection|inspect|inspected|decryption|decrypt|decrypted|ssl|tls|log|logs|logging|logged|auth|authentication|scan|scanning|alert|alerts',
  'cache|caching|monitoring|protokollierung|anmeldung|authentifizierung',
);
const ofPeople = wordIn(
  'comments?|remarks?|notes?|descriptions?|owners?|contacts?|since|until|date|time|by|from|on|at|purpose|name|title|source|ticket|users?',
  'kommentare?|bemerkung(?:en)?|anmerkung(?:en)?|hinweise?|notiz(?:en)?|beschreibung|besitzer|eigentumer|ansprechpartner|verantwortlich(?:er)?',
  'seit|bis|datum|von|am|zweck|titel|quelle|benutzer',
);
const [yes, yesOfVerdict] = [/^(?:1|yes|y|true|on|up|ja|j|wahr|ein|an|[✓✔✅☑]\ufe0f?)$/, /\D/];
const no = /^(?:[0–—-]|no|n|false|off|none|never|nein|falsch|aus|nie|)$/;
// What rules have beside the word that allows.
const beside = wordIn('tcp|outbound|always|ausgehend|immer');

/** The columns by which rows of a table may be closed. Those that an entry has anyway are not among them. */
export function openColumnsOf(names: readonly string[], others: readonly number[]): OpenColumn[] {
  return names.flatMap((name, place) => {
    const kind = others.includes(place) ? undefined : kindOf(wordsOf(name));
    return kind === undefined ? [] : [{ place, kind }];
  });
}

function kindOf(words: readonly string[]): OpenKind | undefined {
  const has = (form: RegExp) => words.some((word) => form.test(word));
  if (has(ofOther)) return undefined;
  const isNegated = has(negation);
  const [isOpen, isClosed] = isNegated ? [has(closed), has(open)] : [has(open), has(closed)];
  if (isClosed && !isOpen) return 'denial';
  if (has(ofPeople)) return undefined;
  if (isOpen && !isClosed) return 'allowance';
  return isOpen || has(verdict) ? 'verdict' : 'unknown';
}

/** Whether a cell says that its row is open; one that is blank says so only where a column tells what is closed. */
export function isOpenCell(kind: OpenKind, cell: string): boolean {
  const text = cell.trim().toLowerCase();
  const words = wordsOf(cell);
  if (kind === 'denial') return no.test(text);
  if (kind === 'unknown') return !closed.test(words[0] ?? '');
  if (yes.test(text)) return kind === 'allowance' || yesOfVerdict.test(text);
  return words.some((word) => open.test(word)) && words.every((word) => open.test(word) || beside.test(word));
}

// `TcpTestSucceeded`, `Rule_Action`, `Geöffnet?`
function wordsOf(text: string): string[] {
  return text
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .normalize('NFD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}
