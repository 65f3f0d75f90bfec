/** Tells whether a log puts the newest line first, by the times of its first lines. */
export interface Direction {
  note(time: string | undefined): void;
  isNewestFirst(): boolean;
}

// Enough to outweigh a few lines out of their order.
const [mostTimes, mostTries] = [400, 2_000];

export function createDirection(): Direction {
  let [tries, seen, last, steps] = [0, 0, Number.NaN, 0];
  return {
    note(time) {
      if (time === undefined || seen >= mostTimes || ++tries > mostTries) return;
      const moment = readMoment(time);
      if (Number.isNaN(moment)) return;
      seen++;
      if (moment !== last) steps += moment < last ? -1 : 1;
      last = moment;
    },
    isNewestFirst: () => steps < 0,
  };
}

/** Milliseconds of a moment in the spellings of logs; only differences between those of one log mean something. */
function readMoment(time: string): number {
  if (time.length > 64) return Number.NaN;
  if (/^\d{9,11}(?:\.\d{1,9})?$/.test(time)) return Number(time) * 1_000;
  // 11/Jan/2016:08:31:00 +0000 of the common format
  const common = /^(\d{1,2})\/([a-z]{3})\/(\d{4}):(\d\d:\d\d:\d\d.*)$/i.exec(time);
  return Date.parse(common ? `${common[1]} ${common[2]} ${common[3]} ${common[4]}` : time.replace('\t', ' '));
}
