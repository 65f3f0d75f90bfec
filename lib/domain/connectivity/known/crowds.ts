import { hostRoles } from '../tables/host-roles.ts';
import { type Glance, isWrittenAt, type Letters, lettersOf } from './glance.ts';
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
  find(text: string, from: number, glance: Glance): Crowd | undefined;
}

interface Suffix extends Crowd {
  labels: number;
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
    return { labels: name.split('.').length, kind: kindOf(`*.${name}`), known: undefined, regional };
  });
  return {
    suffixes: names,
    find(text, from, { suffix: place, suffixAt, labels }) {
      const suffix = suffixes[place];
      if (suffix === undefined || labels !== suffix.labels + 1) return suffix;
      for (const end of suffix.regional)
        if (suffixAt - from > end.tail.length && isWrittenAt(text, suffixAt - end.tail.length, end.tail)) return end;
      return suffix;
    },
  };
}

function splitAtDot(suffix: string): { tail: string; suffix: string } {
  const dot = suffix.indexOf('.');
  return { tail: suffix.slice(0, dot), suffix: suffix.slice(dot + 1) };
}
