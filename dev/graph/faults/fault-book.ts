import type { Random } from '../model/random.ts';
import type { Service } from '../wire/reply.ts';
import { type Fault, type FaultRule, type FaultRuleInput, faultRuleSchema } from './fault-rules.ts';

interface FaultSubject {
  service: Service;
  method: string;
  path: string;
  inBatch: boolean;
  tenantId?: string;
  clientId?: string;
  body?: string;
}

export interface FaultBook {
  add(rules: readonly FaultRuleInput[]): void;
  /** Rules that are still to strike. */
  rules(): readonly FaultRule[];
  clear(): void;
  /** The fault of the first rule that matches; uses it up once. */
  take(subject: FaultSubject): Fault | undefined;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function matches(rule: FaultRule, subject: FaultSubject): boolean {
  const { match } = rule;
  return (
    (match.service === undefined || match.service === subject.service) &&
    (match.tenantId === undefined || match.tenantId.toLowerCase() === subject.tenantId?.toLowerCase()) &&
    (match.clientId === undefined || match.clientId.toLowerCase() === subject.clientId?.toLowerCase()) &&
    (match.method === undefined || match.method.toUpperCase() === subject.method) &&
    (match.inBatch === undefined || match.inBatch === subject.inBatch) &&
    (match.path === undefined || subject.path.includes(match.path) || decoded(subject.path).includes(match.path)) &&
    (match.body === undefined || (subject.body ?? '').includes(match.body))
  );
}

/** Faults to come, in the order they were asked for. */
export function createFaultBook(random: Random): FaultBook {
  let rules: FaultRule[] = [];
  return {
    add: (added) => {
      rules = [...rules, ...added.map((rule) => faultRuleSchema.parse(rule))];
    },
    rules: () => rules,
    clear: () => {
      rules = [];
    },
    take: (subject) => {
      const rule = rules.find(
        (candidate) => matches(candidate, subject) && (candidate.probability >= 1 || random() < candidate.probability),
      );
      if (!rule) return undefined;
      if (rule.times !== null) {
        rule.times -= 1;
        if (rule.times === 0) rules = rules.filter((other) => other !== rule);
      }
      return rule.fault;
    },
  };
}
