import type { Books } from '../books/books.ts';
import { checkAgents } from './agents/check-agents.ts';
import { checkCards } from './check-cards.ts';
import { checkClaims } from './check-claims.ts';
import { checkFinal } from './check-final.ts';
import { checkHistory } from './check-history.ts';
import { checkOperations } from './check-operations.ts';
import { checkPauses, checkTenants } from './check-requests.ts';
import { iso, type Violation } from './violation.ts';

export interface Verdict {
  violations: Violation[];
  /** Cards told once more between a post and its mark. */
  repeats: number;
}

/** Compares the books of all sides, as the promises I1 to I11 want it. */
export function checkBooks(books: Books): Verdict {
  const cards = checkCards(books);
  const violations = [
    ...checkHistory(books),
    ...checkClaims(books),
    ...checkFinal(books),
    ...cards.violations,
    ...checkPauses(books),
    ...checkTenants(books),
    ...checkOperations(books),
    ...books.leaks.map((what): Violation => ({ invariant: 'I9', harm: 'leaked', what: `a secret was found in ${what}` })),
    ...checkAgents(books),
    ...checkService(books),
  ];
  return { violations, repeats: cards.repeats };
}

/** A fault outside is answered as one, and ends no process. */
function checkService({ deaths, answers }: Pick<Books, 'deaths' | 'answers'>): Violation[] {
  const broken = answers.get(500) ?? 0;
  return [
    ...deaths.map((at): Violation => ({ invariant: 'I1', harm: 'crashed', what: `the host ended by itself at ${iso(at)}` })),
    ...(broken > 0 ? [{ invariant: 'I1', harm: 'crashed', what: `${broken} answers with status 500` } as const] : []),
  ];
}
