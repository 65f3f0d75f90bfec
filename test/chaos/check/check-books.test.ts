import { describe, expect, it } from '@jest/globals';
import type { Books } from '../books/books.ts';
import { checkBooks } from './check-books.ts';
import { at, card, claim, event, honestBooks, incidentId, job, operationId, order, post, read, timeAt } from './honest-books.ts';

/** What the checker says of honest books in which somebody has changed something. */
function verdictOn(doctor: (books: Books) => void) {
  const books = honestBooks();
  doctor(books);
  const { violations, repeats } = checkBooks(books);
  return { found: [...new Set(violations.map(({ invariant, harm }) => `${invariant} ${harm}`))], repeats };
}

function events(books: Books) {
  const list = books.events.get(job);
  if (list === undefined) throw new Error('The books have no such job');
  return list;
}

function incident(books: Books) {
  const [only] = books.incidents;
  if (only === undefined) throw new Error('The books have no incident');
  return only;
}

const quarantine = 'Quarantine InvalidCredentials';

describe('honest books', () => {
  it('have nothing to be said against them', () => {
    expect(verdictOn(() => undefined)).toEqual({ found: [], repeats: 0 });
  });

  it('may leave out what lasted too short a time to be seen', () => {
    const blink = (books: Books) => books.truth.get(job)?.push({ from: at(70), state: 'Paused' }, { from: at(71), state: 'Active' });
    expect(verdictOn(blink).found).toEqual([]);
  });

  it('may hold one problem of a job that was paused in quarantine and is in quarantine again', () => {
    const pause = (books: Books) => {
      const again = [event(3, 28, 'Quarantine', 'Paused'), event(4, 36, 'Paused', 'Quarantine'), event(5, 60, 'Quarantine', 'Active')];
      events(books).splice(2, 1, ...again);
      books.truth.get(job)?.splice(2, 0, { from: at(27), state: 'Paused' }, { from: at(35), state: quarantine });
    };
    expect(verdictOn(pause).found).toEqual([]);
  });

  it('may repeat a card of which the host was killed before it could mark it', () => {
    const verdict = verdictOn((books) => {
      books.cards.push(card('opened', 27));
      books.kills.push({ at: at(25.5), claimed: [{ incidentId, createdAt: timeAt(21) }] });
    });
    expect(verdict).toEqual({ found: [], repeats: 1 });
  });

  it('may repeat a card that the channel took without an answer', () => {
    expect(verdictOn((books) => books.cards.splice(0, 1, card('opened', 25, 0), card('opened', 27)))).toEqual({ found: [], repeats: 1 });
  });

  it('may name by number alone what a long card has no room for', () => {
    expect(verdictOn((books) => books.cards.splice(0, 1, { ...card('group', 25), incidentIds: [], unnamed: 1 })).found).toEqual([]);
  });

  it('may hold a problem that was over before it was told', () => {
    const verdict = verdictOn((books) => {
      incident(books).announced = {};
      books.cards = [];
    });
    expect(verdict.found).toEqual([]);
  });
});

describe('I1: what was told was so, and what was so is kept', () => {
  it('notices a change that was read and not recorded', () => {
    expect(verdictOn((books) => events(books).splice(1)).found).toContain('I1 lost');
  });

  it('notices a recorded state that the job was never in', () => {
    expect(verdictOn((books) => events(books).splice(2, 1, event(3, 60, 'Quarantine', 'Paused'))).found).toContain('I1 toldWrongly');
  });

  it('notices a change that is recorded twice', () => {
    const twice = (books: Books) => events(books).splice(2, 1, event(3, 30, 'Quarantine', 'Active'), event(4, 40, 'Active', 'Quarantine'));
    expect(verdictOn(twice).found).toContain('I1 toldWrongly');
  });

  it('notices an old state that is told with the time of a later reading', () => {
    expect(verdictOn((books) => books.claims.push(claim('Active', 30, 32))).found).toContain('I1 toldWrongly');
  });

  it('notices a job that is shown otherwise than it is once everything has come to rest', () => {
    const wrong = (books: Books) => {
      books.final = { value: [{ job, state: 'Paused', observedAt: at(90) }], total: 1 };
    };
    expect(verdictOn(wrong).found).toEqual(['I1 toldWrongly']);
  });

  it('notices jobs that are never read again', () => {
    const unread = (books: Books) => {
      books.final = { value: [{ job, state: quarantine, observedAt: at(40) }], total: 1 };
    };
    expect(verdictOn(unread).found).toEqual(['I1 lost']);
  });

  it('notices a job that is not shown any more', () => {
    const gone = (books: Books) => {
      books.final = { value: [], total: 0 };
    };
    expect(verdictOn(gone).found).toEqual(['I1 lost']);
  });

  it('notices counts that differ from the list', () => {
    expect(verdictOn((books) => Object.assign(books.final, { total: 2 })).found).toEqual(['I1 toldWrongly']);
  });

  it('notices a host that ended by itself, and an answer that is nobody’s fault but ours', () => {
    expect(verdictOn((books) => books.deaths.push(at(30))).found).toEqual(['I1 crashed']);
    expect(verdictOn((books) => books.answers.set(500, 1)).found).toEqual(['I1 crashed']);
  });
});

describe('I2 and I3: every problem is told, and once', () => {
  it('notices a problem that is marked as told although the channel has no card', () => {
    expect(verdictOn((books) => books.cards.splice(0, 1)).found).toEqual(['I2 lost']);
  });

  it('notices an end that nobody was told', () => {
    const untold = (books: Books) => {
      incident(books).announced = { opened: timeAt(26) };
      books.cards.pop();
    };
    expect(verdictOn(untold).found).toEqual(['I2 lost']);
  });

  it('notices a quarantine without an incident', () => {
    const without = (books: Books) => {
      books.incidents = [];
    };
    expect(verdictOn(without).found).toEqual(['I2 lost']);
  });

  it('notices an incident without a quarantine', () => {
    const early = (books: Books) => Object.assign(incident(books), { openedAt: timeAt(10) });
    expect(verdictOn(early).found).toEqual(['I2 toldWrongly']);
  });

  it('notices a recovery while the job is in quarantine', () => {
    expect(verdictOn((books) => Object.assign(incident(books), { resolvedAt: timeAt(45) })).found).toEqual(['I2 toldWrongly']);
  });

  it('notices a repeated card for which there was no reason', () => {
    expect(verdictOn((books) => books.cards.push(card('opened', 27))).found).toEqual(['I3 repeated']);
  });

  it('notices an end that was told without its beginning', () => {
    const verdict = verdictOn((books) => {
      incident(books).announced = { resolved: timeAt(66) };
      books.cards.shift();
    });
    expect(verdict.found).toEqual(['I3 toldWrongly']);
  });
});

describe('I4: a history without holes', () => {
  it('notices a number that is missing', () => {
    expect(verdictOn((books) => events(books).splice(2, 1, event(4, 60, 'Quarantine', 'Active'))).found).toEqual(['I4 badHistory']);
  });

  it('notices a change that does not start where the one before ended', () => {
    expect(verdictOn((books) => events(books).splice(2, 1, event(3, 60, 'Paused', 'Active'))).found).toEqual(['I4 badHistory']);
  });
});

describe('I5 and I6: how others are asked', () => {
  it('notices a request before the time that Graph had named', () => {
    expect(verdictOn((books) => books.requests.push(read(70, 429), read(75))).found).toEqual(['I5 tooEarly']);
  });

  it('allows it to a host that was killed before it could write the time down', () => {
    const killed = (books: Books) => {
      books.requests.push(read(70, 429), read(75));
      books.kills.push({ at: at(70.2), claimed: [] });
    };
    expect(verdictOn(killed).found).toEqual([]);
  });

  it('notices a post before the time that the channel had named', () => {
    expect(verdictOn((books) => books.posts.push({ at: at(80), status: 429 }, { at: at(85), status: 202 })).found).toEqual(['I5 tooEarly']);
  });

  it('notices a token that was sent for another tenant', () => {
    expect(verdictOn((books) => books.requests.push({ ...read(70), tenantId: 'tenant-2' })).found).toEqual(['I6 wrongTenant']);
  });
});

describe('I7: fresh is what is fresh', () => {
  it('notices a reading that is called fresh for too long', () => {
    expect(verdictOn((books) => books.claims.push(claim('Active', 60, 62, { lastAskedAt: at(150) }))).found).toEqual(['I7 falselyFresh']);
  });

  it('notices a state that is called fresh long after it has ended, whatever time it is given', () => {
    const claims = [claim(quarantine, 45, 46, { lastAskedAt: at(140) })];
    expect(verdictOn((books) => books.claims.push(...claims)).found).toContain('I7 falselyFresh');
  });
});

describe('I8: at most one POST', () => {
  it('notices a second POST of one operation', () => {
    expect(verdictOn((books) => books.requests.push(post(51))).found).toEqual(['I8 doublePost']);
  });

  it('notices one key with two operations', () => {
    const other = { at: at(49), status: 202, location: 'http://127.0.0.1/api/v1/operations/tenant-1.other' };
    expect(verdictOn((books) => books.orders[0]?.answers.push(other)).found).toEqual(['I8 toldWrongly']);
  });

  it('notices a key that is refused after it was accepted', () => {
    expect(verdictOn((books) => books.orders[0]?.answers.push({ at: at(55), status: 409 })).found).toEqual(['I8 toldWrongly']);
  });

  it('notices an accepted operation that is not kept', () => {
    const lost = { ...order(), answers: [{ at: at(48), status: 202, location: 'http://127.0.0.1/api/v1/operations/tenant-1.lost' }] };
    expect(verdictOn((books) => books.orders.push(lost)).found).toEqual(['I8 lost']);
  });

  it('notices an operation that is called done although Graph was never asked', () => {
    const never = (books: Books) => {
      books.requests = books.requests.filter(({ path }) => !path.endsWith('/restart'));
    };
    expect(verdictOn(never).found).toEqual(['I8 toldWrongly']);
  });

  it('notices an operation that nobody works on any more', () => {
    const forgotten = (books: Books) => {
      const { postingAt: _, ...rest } = books.operations[0] ?? honestBooks().operations[0] ?? ({} as never);
      books.operations.push({ ...rest, operationId: `${operationId}-2`, status: 'NotStarted' });
    };
    expect(verdictOn(forgotten).found).toEqual(['I8 lost']);
  });
});

describe('I9 and I10: nothing leaks, nothing is left', () => {
  it('notices a secret', () => {
    expect(verdictOn((books) => books.leaks.push('the log of the host')).found).toEqual(['I9 leaked']);
  });

  it('notices a card that is still waiting', () => {
    const { tenantId, hash, condition, causeCode } = incident(honestBooks());
    const row = { v: 1, tenantId, incidentId, hash, condition, causeCode, kind: 'opened', seq: 3, createdAt: timeAt(60) } as const;
    expect(verdictOn((books) => books.waiting.push(row)).found).toEqual(['I10 leftOver']);
  });
});
