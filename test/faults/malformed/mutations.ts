import fc from 'fast-check';

/** What a member may hold in place of what it should; none of it is a healthy value. `undefined` leaves the member out. */
const nonsense: readonly unknown[] = [
  ...[null, undefined, '', 'unknownFutureValue', 'not a time', '0001-01-01T00:00:00Z', 'x'.repeat(5_000), '\u0000\u202e<b>|*=1+1'],
  ...[0, -1, 1e308, 2.5, true, [], {}, [null], [[]], { value: null }],
];

/** One change of a body: the place by its number among all of them. */
interface Edit {
  place: number;
  value: unknown;
}

// What a lenient reader may take for something else is tried most.
const edit = fc.record({
  place: fc.nat(),
  value: fc.oneof(fc.constantFrom(null, undefined, 'unknownFutureValue'), fc.constantFrom(...nonsense)),
});

/** Changes of single members: of one, so that a strict reader does not refuse all of it each time, or of some. */
export const edits: fc.Arbitrary<Edit[]> = fc.oneof(
  edit.map((one) => [one]),
  fc.array(edit, { minLength: 2, maxLength: 4 }),
);

/** Answers with status 200 that are no answer at all, and links that lead nowhere. */
export const nonAnswers: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom(...nonsense.filter((value) => value !== undefined)),
  fc.constantFrom(
    { error: { code: 'Request_BadRequest', message: 'no' } },
    { value: {} },
    { value: 'x' },
    { values: [] },
    { value: [null] },
  ),
);

export const strayLinks: fc.Arbitrary<unknown> = fc.constantFrom(
  ...['https://evil.example/v1.0/users', 'not a link', 'http://[', '/v1.0/elsewhere', 7, {}, ['x'], true],
);

/** The body with these changes. `mayChange` tells whether the member at this path, such as `0.status`, is one of those to be changed, and so. */
export function edited<Body>(
  body: Body,
  changes: readonly Edit[],
  mayChange: (path: string, value?: unknown) => boolean = () => true,
): Body {
  const copy = structuredClone(body);
  const places = membersOf(copy).filter(({ path }) => mayChange(path));
  for (const { place, value } of changes) {
    const { owner, name } = places[place % Math.max(places.length, 1)] ?? {};
    if (owner === undefined || name === undefined || !mayChange(places[place % places.length]?.path ?? '', value)) continue;
    // No two of the long texts are the same until far behind.
    const nonsense = typeof value === 'string' && value.length > 1_000 ? `${value}${place}` : value;
    if (value === undefined && !Array.isArray(owner)) Reflect.deleteProperty(owner, name);
    else Reflect.set(owner, name, nonsense ?? null);
  }
  return copy;
}

function membersOf(value: unknown, path = ''): { owner: object; name: string; path: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const own = path === '' ? name : `${path}.${name}`;
    return [{ owner: value, name, path: own }, ...membersOf(member, own)];
  });
}
