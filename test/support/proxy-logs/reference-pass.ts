/**
 * The least that anybody would do with a log, whatever is in it: one regular expression that finds every host, with its port, and every
 * status. Names of every script count. As it looks behind itself it takes each word up once, so that it is linear in any text, and no
 * text makes it cheap or dear: what `[a-z.]+` cannot begin with it would skip without a look, and in long words it would go back.
 */
const hostsAndStatuses =
  /(?<![\p{L}\p{N}_-])(?<host>(?:[\p{L}\p{N}_-]{1,63}\.)+[\p{L}\p{N}_-]{1,63})(?::(?<port>\d{1,5}))?|\b(?<status>[1-5]\d\d)\b/gu;

/** Finds what the expression finds, and answers how much that is. */
export function passOnce(text: string): number {
  let count = 0;
  for (const _ of text.matchAll(hostsAndStatuses)) count++;
  return count;
}
