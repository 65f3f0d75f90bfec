/** What a table has for a name; undefined for a name that this page was built without. */
export function entryFor<Entry>(table: Readonly<Record<string, Entry>>, name: string): Entry | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}

/** The words for a name; one that this page was built without stays as it is. */
export function wordFor(words: Readonly<Record<string, string>>, name: string): string {
  return entryFor(words, name) ?? name;
}
