import type { Rules, SubjectName } from '../../../../client/client.d.ts';

/** One object to provision, as the API wants it named. */
type Subject = { objectTypeName: string } & Partial<Record<SubjectName['by'], string>>;

/** What is asked of provisioning on demand: what is sent, and the names as they were typed. */
export interface Provision {
  body: { ruleId: string; subjects: readonly Subject[] };
  names: readonly string[];
}

/** By which rule, and what kind of object. */
export interface RuleChoice {
  ruleId: string;
  objectTypeName: string;
  name: string;
}

/** What can be chosen: each mapping that is not switched off, in the order of the schema. */
export function ruleChoices(rules: NonNullable<Rules['value']>): RuleChoice[] {
  return rules.flatMap(({ id, name = id, objectMappings }) =>
    objectMappings
      .filter(({ enabled }) => enabled !== false)
      .map(({ sourceObjectName, targetObjectName }) => ({
        ruleId: id,
        objectTypeName: sourceObjectName,
        name: `${sourceObjectName} → ${targetObjectName} (${name})`,
      })),
  );
}

/** The names that were typed, one a line. */
export function namesIn(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

/** What to ask for; undefined while nobody is named, or more than one request takes. */
export function provisionOf(
  { ruleId, objectTypeName }: RuleChoice,
  names: readonly string[],
  { most, namedBy }: Rules['subjects'],
): Provision | undefined {
  if (names.length === 0 || names.length > most) return undefined;
  const fieldFor = (name: string) => {
    const kind = kindOf(name);
    return namedBy.some(({ by }) => by === kind) ? kind : 'objectId';
  };
  return { body: { ruleId, subjects: names.map((name) => ({ objectTypeName, [fieldFor(name)]: name })) }, names };
}

// A distinguished name may hold an @, and a sign-in name no blank; what is neither is the id by which the source knows the object.
function kindOf(name: string): SubjectName['by'] {
  if (/^[a-z]+\s*=.+,\s*[a-z]+\s*=/i.test(name)) return 'distinguishedName';
  return /^[^\s@]+@[^\s@]+$/.test(name) ? 'userPrincipalName' : 'objectId';
}
