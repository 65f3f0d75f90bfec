import type { Mark } from '../tables/mark.ts';
import type { PhaseMarks } from './sequence.ts';

type Segment = Mark[];

const isWizardEnd = (mark: Mark | undefined) => mark === 'directory-discovery' || mark === 'relay';
const isDirectory = (mark: Mark | undefined) => mark === 'directory';
const isSignIn = (mark: Mark | undefined) => mark === 'login.microsoftonline.com';
/** Builds from 2.4.18.0 end both pages at Graph, which other programs ask as well: it ends one only where neither of the old hosts does. */
const endOf = (segment: readonly Mark[]) => (segment.some(isWizardEnd) ? isWizardEnd : isDirectory);
const isBackEnd = (mark: Mark | undefined) => mark === 'discovery' || mark === 'anchor';
const hasDirectory = (segment: Segment) => segment.some((mark) => isWizardEnd(mark) || mark === 'directory');
const roundsOf = (segment: Segment) => segment.filter((mark, place) => isBackEnd(mark) && !isBackEnd(segment[place - 1])).length;

// "Configure" goes to the back end three times. A server that asks more often and never for the directory runs its cycles.
const mostRounds = 6;
// So many requests a page may repeat between two of its last steps. "Configure" has twice as many before its own.
const mostRepeats = 4;
// `anchor discovery anchor discovery anchor`
const longLook = 5;

/**
 * Finds the phases of a log without headings by the order of its requests. Only the first synchronization signs in at login.windows.net.
 * Both pages of the wizard end at the directory: what comes after that belongs to the next.
 * @param openAt How many of the marks stand before the last request for a host of the wizard of which nobody knows what came; -1 for none.
 * What is asked about it without that sign-in may be a page of the wizard: it is no phase.
 */
export function inferPhases(marks: readonly Mark[], openAt: number): PhaseMarks[] {
  // Many programs ask Graph.
  if (marks.every((mark) => mark === 'directory')) return [];
  const { wizard, sync } = divide(marks);
  const [first, ...others] = wizard;
  const phases: PhaseMarks[] = [];
  if (first !== undefined)
    phases.push({ phase: others.length === 0 && isConfigure(first) ? 'configure' : 'connect', foundBy: 'order', marks: first });
  // However often somebody goes back to it: it is one page.
  if (others.length > 0) phases.push({ phase: 'configure', foundBy: 'order', marks: others.flat() });
  const mayBePage = openAt >= marks.length - sync.length && !sync.includes('login.windows.net');
  if (sync.length > 0 && !mayBePage && (first === undefined || isSynchronization(sync)))
    phases.push({ phase: 'initial-sync', foundBy: 'order', marks: sync });
  return phases;
}

// A page of the wizard may ask one host once more; that begins no synchronization.
function isSynchronization(sync: Segment): boolean {
  return sync.includes('login.windows.net') || (sync.includes('discovery') && sync.includes('anchor'));
}

function divide(marks: readonly Mark[]): { wizard: Segment[]; sync: Segment } {
  const found = marks.indexOf('login.windows.net');
  const isFollowed = found >= 0;
  const begin = isFollowed ? found : marks.length;
  const { pages, rest } = pagesOf(marks.slice(0, begin));
  const sync = marks.slice(begin);
  // Only back ends, without a sign-in of the wizard and without the directory: that is how a synchronization looks.
  const isPage = rest.includes('login.microsoftonline.com') && (!isFollowed || isCutConfigure(pages, rest));
  if (!isPage && pages.length === 0 && isCutWizard(rest)) return { wizard: cutPages(rest), sync };
  if (!isPage) return { wizard: pages, sync: [...rest, ...sync] };
  if (roundsOf(rest) > mostRounds) return { wizard: pages, sync };
  if (pages.length === 0) return { wizard: cutPages(rest), sync };
  // One more sign-in at the end begins no page.
  return { wizard: roundsOf(rest) === 0 && !isFollowed ? pages : [...pages, rest], sync };
}

/**
 * Whether what was asked between the pages and the synchronization is a second page that never came to its end. Without a first page
 * before it, or behind the second one, it is no page of the wizard, as the service is past them.
 */
function isCutConfigure([first, ...others]: readonly Segment[], rest: Segment): boolean {
  return first !== undefined && others.length === 0 && !isConfigure(first) && roundsOf(rest) <= mostRounds;
}

/** Whether what was asked before the first synchronization is the wizard, none of whose pages came to its end: the service asks in rounds. */
function isCutWizard(rest: Segment): boolean {
  return isConnect(rest) && roundsOf(rest) <= mostRounds;
}

function isConnect(segment: Segment): boolean {
  return segment.some(isSignIn) && segment.includes('discovery') && segment.includes('anchor');
}

/** Divides pages without the directory: "Connect" discovers first, and only "Configure" goes from a sign-in to an anchor and then discovers. */
function cutPages(rest: Segment): Segment[] {
  const second = rest.findIndex(
    (mark, place) => isSignIn(mark) && rest[place + 1] === 'anchor' && isConnect(rest.slice(0, place)) && isConnect(rest.slice(place)),
  );
  return second < 0 ? [rest] : [rest.slice(0, second), rest.slice(second)];
}

/** Divides at the directory; `rest` is what comes behind the last page, without asking the directory. */
function pagesOf(marks: readonly Mark[]): { pages: Segment[]; rest: Segment } {
  const pages: Segment[] = [];
  const isEnd = endOf(marks);
  const lastBackEnd = Math.min(marks.lastIndexOf('discovery'), marks.lastIndexOf('anchor'));
  let open: Segment = [];
  let seen = nothingSeen;
  marks.forEach((mark, place) => {
    const isPast = isEnd(open.at(-1)) && !isWizardEnd(mark) && !isDirectory(mark);
    const hasNext = isSignIn(mark) && place < lastBackEnd;
    if (isPast && (isEnd === isDirectory ? isWholePage(seen, hasNext) : !isRelayNear(marks, place))) {
      addPage(pages, open);
      open = [];
      seen = nothingSeen;
    }
    open.push(mark);
    seen = see(seen, mark);
  });
  if (!hasDirectory(open)) return { pages, rest: open };
  addPage(pages, open);
  return { pages, rest: [] };
}

/** What a page has asked for so far. */
interface Seen {
  signIn: boolean;
  anchor: boolean;
  discoveries: number;
  /** "Connect" discovers before it asks an anchor; "Configure" does after it, and once more. */
  discoveredFirst: boolean;
}

const nothingSeen: Seen = { signIn: false, anchor: false, discoveries: 0, discoveredFirst: false };

function see(seen: Seen, mark: Mark): Seen {
  if (isSignIn(mark)) return seen.signIn ? seen : { ...seen, signIn: true };
  if (mark === 'anchor') return seen.anchor ? seen : { ...seen, anchor: true };
  if (mark !== 'discovery' || seen.discoveries > 1) return seen;
  return { ...seen, discoveries: seen.discoveries + 1, discoveredFirst: seen.discoveredFirst || !seen.anchor };
}

/** Whether a page that ends at Graph is over: all of it came, or what follows begins as a page does and has all of one (`hasNext`). */
function isWholePage({ signIn, anchor, discoveries, discoveredFirst }: Seen, hasNext: boolean): boolean {
  if (signIn && anchor && discoveries > 0) return discoveredFirst || discoveries > 1;
  return (anchor || discoveries > 0) && hasNext;
}

/** Whether a page has only asked once more for something before it goes on from the first host of the directory to the second. */
function isRelayNear(marks: readonly Mark[], place: number): boolean {
  return marks[place - 1] === 'directory-discovery' && marks.slice(place, place + mostRepeats + 1).includes('relay');
}

// Who goes back to the directory with at most one look at the back end, and without a sign-in before that, is still on the same page.
// "Configure" without its sign-ins is one look too, but a long one, from one host of the back end to the other and back.
function addPage(pages: Segment[], page: Segment): void {
  const rounds = roundsOf(page);
  const isMore = rounds === 0 || (rounds === 1 && !page.includes('login.microsoftonline.com') && page.filter(isBackEnd).length < longLook);
  const last = pages.at(-1);
  if (last === undefined || !isMore) pages.push(page);
  else for (const mark of page) last.push(mark);
}

/** Whether a single pass is that of the page "Configure", where the anchor comes before the discovery and both come more than once. */
function isConfigure(segment: Segment): boolean {
  const [anchor, discovery] = [segment.indexOf('anchor'), segment.indexOf('discovery')];
  const isCut = !segment.some(endOf(segment));
  if (anchor >= 0 && discovery >= 0) return anchor < discovery || (!isCut && goesBack(segment.slice(anchor)));
  // Who asks again without ever getting on may as well be on the first page.
  return isCut ? anchor >= 0 : roundsOf(segment) > 1;
}

/** Whether it discovers once more after the anchor, each time behind a sign-in and with one more before the directory. */
function goesBack(fromAnchor: Segment): boolean {
  const again = fromAnchor.indexOf('discovery', fromAnchor.findIndex(isSignIn));
  const end = fromAnchor.findIndex(endOf(fromAnchor));
  return again > 0 && again < end && fromAnchor.slice(again, end).some(isSignIn);
}
