import { families, isFamily } from '../catalogue-entry.ts';
import { isCommonplace } from './common-words.ts';

/** What a text can be searched for: an entry of the catalogue, or anything else that has a name and is known by wording. */
export interface Findable {
  code: string;
  family: string;
  aliases?: readonly string[];
  /** Wording by which it is known in logs and messages. */
  phrases?: readonly string[];
  severity?: string;
  advice?: { isCatchAll?: true };
}

/** One written form of a thing, as a sequence of lower-case words. */
export interface TextForm<T> {
  entry: T;
  written: string;
  /** `code`: names the entry wherever it stands. `fieldCode`: only as the value of a field, because it is also a plain word or number. */
  kind: 'code' | 'fieldCode' | 'wording';
  /** True for what other products print as well: it counts only in a text that is about this world. */
  isWeak: boolean;
  /** An HTTP status without a code. */
  isBareStatus: boolean;
}

interface WordNode<T> {
  next: Map<string, WordNode<T>>;
  forms: TextForm<T>[];
}

export interface Forms<T> {
  tree: WordNode<T>;
  /** Codes that are one long word, for texts whose lines were broken inside of them. */
  unbroken: ReadonlyMap<string, TextForm<T>>;
}

/** Families whose bare numbers are codes when a field says so; elsewhere a number may be anything. */
const numberFamilies: readonly string[] = ['aadsts', 'graph-http'];
const shortestUnbroken = 12;
const longestCommonplace = 7;

/** The words of a text, lower case: runs of letters and digits, so that punctuation and quotes never matter. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

/** True for an event of a Windows log. */
export function isEvent({ code }: Findable): boolean {
  return /^EventID:\d+$/.test(code);
}

function kindOf(entry: Findable, written: string): TextForm<Findable>['kind'] | undefined {
  if (/^-?\d{9,}$/.test(written)) return 'code';
  if (/^\d+$/.test(written)) {
    const isNumber = numberFamilies.includes(entry.family) || (isEvent(entry) && written !== '0') || written.length === 8;
    return isNumber ? 'fieldCode' : undefined;
  }
  if (/\s/.test(written) && !/\d|Entra ID[A-Z]/.test(written)) return 'wording';
  if (/[\d_\-.]/.test(written) || /\s/.test(written)) return 'code';
  const humps = written.match(/[A-Z]+[a-z]+|[a-z]+(?=[A-Z])/g)?.length ?? 0;
  return humps >= (entry.family === 'job-state' ? 3 : 2) ? 'code' : 'fieldCode';
}

/** Results of Windows, of COM and of .NET at large; those of the facility of the synchronization engine (0x8023) are its own. */
function isOfWindows(written: string): boolean {
  const hex = /^0x([0-9a-f]{1,8})$/i.exec(written)?.[1] ?? (/^-?\d{9,}$/.test(written) ? (Number(written) >>> 0).toString(16) : '');
  return hex !== '' && !/^8023/.test(hex);
}

function isWeak(kind: TextForm<Findable>['kind'], written: string): boolean {
  if (kind !== 'wording') return isOfWindows(written) || isCommonplace(written);
  const count = wordsOf(written).length;
  return (
    (count <= 2 && /^[a-z ]+$/i.test(written) && !/[a-z][A-Z]/.test(written)) ||
    (count <= longestCommonplace && isCommonplace(written, 'sentence'))
  );
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-15 */
const reasonPhrases: Readonly<Partial<Record<string, readonly string[]>>> = {
  '400': ['Bad Request'],
  '401': ['Unauthorized'],
  '403': ['Forbidden'],
  '404': ['Not Found'],
  '405': ['Method Not Allowed'],
  '409': ['Conflict'],
  '410': ['Gone'],
  '412': ['Precondition Failed'],
  '413': ['Content Too Large', 'Payload Too Large', 'Request Entity Too Large'],
  '415': ['Unsupported Media Type'],
  '422': ['Unprocessable Entity', 'Unprocessable Content'],
  '423': ['Locked'],
  '429': ['Too Many Requests'],
  '500': ['Internal Server Error'],
  '501': ['Not Implemented'],
  '502': ['Bad Gateway'],
  '503': ['Service Unavailable'],
  '504': ['Gateway Timeout'],
};

function isBareStatus({ family }: Findable, written: string): boolean {
  return family === 'graph-http' && (/^(?:http|status|code|[\s/:.\d])+$/i.test(written) || /^\d{3} [A-Z]/.test(written));
}

/** Spellings that occur in logs although no document lists them. */
function spellingsOf(entry: Findable): string[] {
  const { code, family } = entry;
  const event = /^EventID:(\d+)$/.exec(code)?.[1];
  if (event !== undefined) return [event, `Event ID ${event}`, ...(event === '0' ? [] : [`Event ${event}`])];
  if (family === 'aadsts') return ['AADSTS ', 'error '].map((before) => code.replace('AADSTS', before));
  if (/^\d{3}$/.test(code) && family === 'graph-http') {
    const before = ['HTTP', 'HTTP/1.1', 'HTTP/2', 'HTTP status', 'status code', 'StatusCode:'].map((name) => `${name} ${code}`);
    return [...before, ...(reasonPhrases[code] ?? []).map((phrase) => `${code} ${phrase}`)];
  }
  return code.startsWith('AzureActiveDirectory') ? [code.replace('AzureActiveDirectory', 'Microsoft Entra ID')] : [];
}

/** A sentence with its contractions spelled out, and with what can be contracted: no printer of it keeps to one. */
function spokenForms(phrase: string): string[] {
  const long = phrase
    .replaceAll(/\bcan't\b/gi, 'cannot')
    .replaceAll(/\b(is|are|was|were|has|have|had|does|do|did|could|would|should)n't\b/gi, '$1 not')
    .replaceAll(/\b(we|you|they)'re\b/gi, '$1 are');
  const short = long
    .replaceAll(/\bcannot\b/gi, "can't")
    .replaceAll(/\b(is|are|was|were|has|have|had|does|do|did|could|would|should) not\b/gi, "$1n't")
    .replaceAll(/\b(we|you|they) are\b/gi, "$1're");
  return [...new Set([phrase, long, short])];
}

function formsOf<T extends Findable>(entry: T): TextForm<T>[] {
  const spellings = new Set([entry.code, ...(entry.aliases ?? []), ...spellingsOf(entry)]);
  const codes = [...spellings].flatMap((written) => {
    const kind = kindOf(entry, written);
    return kind ? [{ entry, written, kind, isWeak: isWeak(kind, written), isBareStatus: isBareStatus(entry, written) }] : [];
  });
  const wording = (entry.phrases ?? []).flatMap(spokenForms).map((written) => ({
    entry,
    written,
    kind: 'wording' as const,
    isWeak: isWeak('wording', written),
    isBareStatus: false,
  }));
  return [...codes, ...wording];
}

function rankOf({ family }: Findable): number {
  return isFamily(family) ? families.indexOf(family) : families.length;
}

/**
 * Arranges what can be found. Following the words of a text from the root of the tree finds every form that begins there, in as many
 * steps as the longest form has words.
 */
export function arrangeForms<T extends Findable>(entries: readonly T[]): Forms<T> {
  const tree: WordNode<T> = { next: new Map(), forms: [] };
  const unbroken = new Map<string, TextForm<T>>();
  const ordered = [...entries].sort((one, other) => rankOf(one) - rankOf(other));
  for (const form of ordered.flatMap(formsOf)) {
    let node = tree;
    for (const word of wordsOf(form.written)) {
      const next = node.next.get(word) ?? { next: new Map(), forms: [] };
      node.next.set(word, next);
      node = next;
    }
    if (node !== tree) node.forms.push(form);
    const { written, kind } = form;
    const canBreak = kind === 'code' && written.length >= shortestUnbroken && /^[A-Za-z]\w*$/.test(written);
    if (canBreak && !unbroken.has(written)) unbroken.set(written, form);
  }
  return { tree, unbroken };
}
