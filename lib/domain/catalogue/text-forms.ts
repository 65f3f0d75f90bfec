import { type CatalogueEntry, type Family, families } from './catalogue-entry.ts';

/** One written form of an entry, as a sequence of lower-case words. */
export interface TextForm {
  entry: CatalogueEntry;
  written: string;
  /** `code`: names the entry wherever it stands. `fieldCode`: only as the value of a field, because it is also a plain word or number. */
  kind: 'code' | 'fieldCode' | 'wording';
}

export interface WordNode {
  next: Map<string, WordNode>;
  forms: TextForm[];
}

/** Families whose bare numbers are codes when a field says so; elsewhere a number may be anything. */
const numberFamilies: readonly Family[] = ['aadsts', 'graph-http'];

/** The words of a text, lower case: runs of letters and digits, so that punctuation and quotes never matter. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[a-z0-9]+/g) ?? [];
}

function kindOf(entry: CatalogueEntry, written: string): TextForm['kind'] | undefined {
  // No other product prints the names that this catalogue gives to conditions.
  if (entry.family === 'job-condition') return undefined;
  if (/^-?\d{9,}$/.test(written)) return 'code';
  if (/^\d+$/.test(written)) return numberFamilies.includes(entry.family) || written.length === 8 ? 'fieldCode' : undefined;
  if (/\s/.test(written) && !/\d|Entra ID[A-Z]/.test(written)) return 'wording';
  if (/[\d_\-.]/.test(written) || /\s/.test(written)) return 'code';
  const humps = written.match(/[A-Z]+[a-z]+|[a-z]+(?=[A-Z])/g)?.length ?? 0;
  if (humps >= (entry.family === 'job-state' ? 3 : 2)) return 'code';
  return entry.family === 'phs-object-status' ? undefined : 'fieldCode';
}

/** Spellings that occur in logs although no document lists them. */
function spellingsOf({ code, family }: CatalogueEntry): string[] {
  const event = /^EventID:(\d+)$/.exec(code);
  if (event) return [`Event ID ${event[1]}`, ...(event[1] === '0' ? [] : [`Event ${event[1]}`])];
  if (family === 'aadsts') return [code.replace('AADSTS', 'AADSTS ')];
  if (/^\d{3}$/.test(code) && family === 'graph-http') {
    return ['HTTP', 'HTTP/1.1', 'HTTP/2', 'HTTP status', 'status code', 'StatusCode:'].map((before) => `${before} ${code}`);
  }
  return code.startsWith('AzureActiveDirectory') ? [code.replace('AzureActiveDirectory', 'Microsoft Entra ID')] : [];
}

function formsOf(entry: CatalogueEntry): TextForm[] {
  const codes = [entry.code, ...(entry.aliases ?? []), ...spellingsOf(entry)].flatMap((written) => {
    const kind = kindOf(entry, written);
    return kind ? [{ entry, written, kind }] : [];
  });
  return [...codes, ...(entry.phrases ?? []).map((written): TextForm => ({ entry, written, kind: 'wording' }))];
}

/** A tree of words: following the words of a text from its root finds every form that begins there, in as many steps as the longest form has words. */
export function buildWordTree(entries: readonly CatalogueEntry[]): WordNode {
  const root: WordNode = { next: new Map(), forms: [] };
  const ordered = [...entries].sort((one, other) => families.indexOf(one.family) - families.indexOf(other.family));
  for (const form of ordered.flatMap(formsOf)) {
    let node = root;
    for (const word of wordsOf(form.written)) {
      const next = node.next.get(word) ?? { next: new Map(), forms: [] };
      node.next.set(word, next);
      node = next;
    }
    if (node !== root) node.forms.push(form);
  }
  return root;
}
