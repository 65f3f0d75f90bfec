import type { FleetRow } from '../tenant/tenant.ts';
import { describeGroup, type GroupSubjects } from './describe-group.ts';
import { counted, sinceText } from './duration-text.ts';
import { incidentsUrl, linkList } from './links.ts';
import type { Message, MessageTerms } from './message.ts';

interface Outage {
  /** When the first card failed, UTC ISO. */
  failingSince?: string;
  fault?: string;
}

/** The card that proves a mended channel and brings what waited for it. */
export function describeRepair(outage: Outage, group: Omit<GroupSubjects, 'kind'>, terms: MessageTerms): Message {
  const { subjects } = group;
  const waited = describeGroup(group, terms);
  const over = subjects.filter(({ incident }) => incident.state === 'closed').length;
  const sections =
    subjects.length === 0
      ? [{ heading: 'Meanwhile', text: 'Nothing waited for this channel.' }]
      : [
          {
            heading: 'Meanwhile',
            text: `${counted(subjects.length, 'incident')} waited to be told; ${over} of them ${over === 1 ? 'is' : 'are'} over.`,
          },
        ];
  return {
    ...waited,
    kind: 'notice',
    tone: subjects.length > over ? 'warning' : 'good',
    word: 'CHANNEL REPAIRED',
    title: 'Notifications arrive here again',
    subject: 'This channel did not take cards for a while',
    facts: [
      { label: 'Broken since', value: sinceText(outage.failingSince, terms.now) || 'unknown' },
      ...(outage.fault === undefined ? [] : [{ label: 'Reason', value: outage.fault }]),
    ],
    sections,
    links: linkList([['Open incidents', incidentsUrl(terms, {})]]),
  };
}

/** The weekly card: it keeps the flow alive, and its absence is a sign. */
export function describeDigest(rows: readonly FleetRow[], terms: MessageTerms): Message {
  const unreadable = rows.filter(({ unreadableReason }) => unreadableReason !== undefined).length;
  const counts = rows.flatMap((row) => row.counts ?? []);
  const jobs = sum(counts.map((count) => count.jobs));
  const open = sum(counts.flatMap(({ incidents }) => Object.values(incidents)));
  const unwell = sum(
    counts.map(({ byHealth }) => sum(Object.entries(byHealth).map(([health, count]) => (health === 'healthy' ? 0 : count)))),
  );
  return {
    kind: 'notice',
    tone: open > 0 || unreadable > 0 ? 'warning' : 'info',
    word: 'STILL WATCHING',
    title: 'Still watching: the weekly sign of life',
    subject: `${counted(rows.length, 'tenant')}, ${counted(jobs, 'job')}`,
    facts: [
      { label: 'Open incidents', value: open === 0 ? 'none' : String(open) },
      { label: 'Not healthy', value: unwell === 0 ? 'no job' : `${unwell} of ${counted(jobs, 'job')}` },
      { label: 'Unreadable', value: unreadable === 0 ? 'none' : counted(unreadable, 'tenant') },
    ],
    sections: [
      {
        heading: 'If this card ever fails to come',
        text: 'Then cards about real problems do not come either: check the workflow behind this channel.',
      },
    ],
    items: [],
    incidentIds: [],
    links: linkList([['Open incidents', incidentsUrl(terms, {})]]),
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((one, other) => one + other, 0);
}
