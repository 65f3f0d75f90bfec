import { dotLetter, isSpelledAt, type Letters, letterAt, lettersOf, type Spelling, traits } from '../match/letters.ts';
import { hostRoles } from '../tables/host-roles.ts';
import type { Glance } from './glance.ts';
import type { HostKind } from './host-kinds.ts';
import type { KnownHost } from './known-host.ts';

/** All hosts of one kind that no table names: those below a suffix, or those of a role there. */
export interface Crowd {
  /** Undefined where they are nobody's business. */
  kind: HostKind | undefined;
  /** What is known of them in one, once there are any. */
  known: KnownHost | undefined;
}

/** Tells to which crowd a host belongs, without looking it up. */
export interface Crowds {
  /** The suffixes in the order in which a glance numbers them. */
  suffixes: readonly string[];
  /** The crowd of a host that a glance has found below a suffix. */
  find(spelling: Spelling, from: number, glance: Glance): Crowd | undefined;
}

interface Suffix extends Crowd {
  /** Those that have a role by the end of their one label below the suffix. */
  regional: (Crowd & { tail: Letters })[];
}

const regionalEnds = hostRoles.flatMap((role) => ('suffix' in role ? [splitAtDot(role.suffix)] : []));

/** Looks every kind up once, by a name that stands for all of them. */
export function createCrowds(wildcards: readonly string[], kindOf: (host: string) => HostKind | undefined): Crowds {
  const names = [...new Set([...wildcards, ...regionalEnds.map(({ suffix }) => suffix)])];
  const suffixes = names.map((name): Suffix => {
    const ends = regionalEnds.filter(({ suffix }) => suffix === name);
    const regional = ends.map(({ tail }) => ({ tail: lettersOf(tail), kind: kindOf(`*${tail}.${name}`), known: undefined }));
    return { kind: kindOf(`*.${name}`), known: undefined, regional };
  });
  return {
    suffixes: names,
    find(spelling, from, { suffix: place, suffixAt, seen }) {
      const suffix = suffixes[place];
      for (const end of suffix?.regional ?? []) {
        const at = suffixAt - end.tail.length;
        const isOfEnd = at > from && isSpelledAt(spelling, at, end.tail);
        if (isOfEnd && (seen & traits.beyond) === 0 && !hasDot(spelling, from, at)) return end;
      }
      return suffix;
    },
  };
}

function hasDot(spelling: Spelling, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (letterAt(spelling, at) === dotLetter) return true;
  return false;
}

function splitAtDot(suffix: string): { tail: string; suffix: string } {
  const end = suffix.indexOf('.');
  return { tail: suffix.slice(0, end), suffix: suffix.slice(end + 1) };
}
