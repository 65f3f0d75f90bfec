import type { Mark, PhaseMarks } from './sequence.ts';

type Segment = Mark[];

const isWizardEnd = (mark: Mark | undefined) => mark === 'directory-discovery' || mark === 'relay';
const isBackEnd = (mark: Mark | undefined) => mark === 'discovery' || mark === 'anchor';
const hasDirectory = (segment: Segment) => segment.some((mark) => isWizardEnd(mark) || mark === 'directory');
const roundsOf = (segment: Segment) => segment.filter((mark, place) => isBackEnd(mark) && !isBackEnd(segment[place - 1])).length;

// "Configure" goes to the back end three times. A server that asks more often and never for the directory runs its cycles.
const mostRounds = 6;

/**
 * Finds the phases of a log without headings by the order of its requests. Only the first synchronization signs in at login.windows.net.
 * Both pages of the wizard end at the directory: what comes after that belongs to the next.
 */
export function inferPhases(marks: readonly Mark[]): PhaseMarks[] {
  // Many programs ask Graph.
  if (marks.every((mark) => mark === 'directory')) return [];
  const { wizard, sync } = divide(marks);
  const [first, ...others] = wizard;
  const phases: PhaseMarks[] = [];
  if (first !== undefined)
    phases.push({ phase: others.length === 0 && isConfigure(first) ? 'configure' : 'connect', foundBy: 'order', marks: first });
  // However often somebody goes back to it: it is one page.
  if (others.length > 0) phases.push({ phase: 'configure', foundBy: 'order', marks: others.flat() });
  if (sync.length > 0 && (first === undefined || isSynchronization(sync)))
    phases.push({ phase: 'initial-sync', foundBy: 'order', marks: sync });
  return phases;
}

// A page of the wizard may ask one host once more; that begins no synchronization.
function isSynchronization(sync: Segment): boolean {
  return sync.includes('login.windows.net') || (sync.includes('discovery') && sync.includes('anchor'));
}

function divide(marks: readonly Mark[]): { wizard: Segment[]; sync: Segment } {
  const wizard: Segment[] = [];
  let sync: Segment = [];
  let open: Segment = [];
  let isSync = false;
  const close = () => {
    const isWizard = hasDirectory(open) || (!isSync && open.includes('login.microsoftonline.com'));
    // Only back ends, without a sign-in of the wizard and without the directory: that is how a synchronization looks.
    if (!isWizard) sync = [...sync, ...open];
    else if (hasDirectory(open) || roundsOf(open) <= mostRounds) wizard.push(open);
    open = [];
  };
  for (const mark of marks) {
    if (mark === 'login.windows.net') {
      // What came before without asking the directory was no page of the wizard, as the service is past them.
      const isFirst = !isSync;
      isSync = true;
      if (isFirst) close();
    }
    if (isSync) sync.push(mark);
    else {
      if (isWizardEnd(open.at(-1)) && !isWizardEnd(mark) && mark !== 'directory') close();
      open.push(mark);
    }
  }
  close();
  return { wizard, sync };
}

/** Whether a single pass is that of the page "Configure", where the anchor comes before the discovery and both come more than once. */
function isConfigure(segment: Segment): boolean {
  const [anchor, discovery] = [segment.indexOf('anchor'), segment.indexOf('discovery')];
  // Who asks again without ever getting on may as well be on the first page.
  if (anchor >= 0 && discovery >= 0) return anchor < discovery || (segment.some(isWizardEnd) && roundsOf(segment) > 1);
  const isCut = !segment.some(isWizardEnd);
  return (anchor >= 0 && isCut) || roundsOf(segment) > 1;
}
