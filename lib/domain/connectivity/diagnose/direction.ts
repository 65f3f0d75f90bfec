import { readMoment } from './read-moment.ts';

/** Tells whether a log puts the newest line first, by the times of its first lines. */
export interface Direction {
  /** What a line has of its moment, and perhaps more, is all of a text or stands between two offsets; they are the same where it has nothing. */
  note(text: string, from?: number, to?: number): void;
  isNewestFirst(): boolean;
}

// Between a moment with its date and one without, in logs of two forms, lie decades, and no direction.
const farthest = 10 * 365 * 86_400_000;
// Enough to outweigh a few lines out of their order.
const [mostTimes, mostTries] = [100, 500];

/** The steps forth and back of one reading of the dates. */
interface Steps {
  last: number;
  balance: number;
  /** Whether some date has no such reading: 13/1/2016 is no month. */
  isRuledOut: boolean;
}

export function createDirection(): Direction {
  const [monthFirst, dayFirst]: [Steps, Steps] = [createSteps(), createSteps()];
  let [tries, seen, last] = [0, 0, ''];
  return {
    note(text, from = 0, to = text.length) {
      if (seen >= mostTimes || tries >= mostTries || to <= from) return;
      if (to - from === last.length && text.startsWith(last, from)) return;
      tries++;
      last = text.slice(from, to);
      const moment = readMoment(last);
      if (Number.isNaN(moment.monthFirst) && Number.isNaN(moment.dayFirst)) return;
      seen++;
      step(monthFirst, moment.monthFirst);
      step(dayFirst, moment.dayFirst);
    },
    isNewestFirst: () => (monthFirst.isRuledOut && !dayFirst.isRuledOut ? dayFirst : monthFirst).balance < 0,
  };
}

function createSteps(): Steps {
  return { last: Number.NaN, balance: 0, isRuledOut: false };
}

function step(steps: Steps, moment: number): void {
  if (Number.isNaN(moment)) {
    steps.isRuledOut = true;
    return;
  }
  const distance = moment - steps.last;
  if (distance > 0 && distance < farthest) steps.balance++;
  else if (distance < 0 && distance > -farthest) steps.balance--;
  steps.last = moment;
}
