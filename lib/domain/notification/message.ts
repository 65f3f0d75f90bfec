import type { Explanation } from '../catalogue/explanation.ts';
import type { CardKind, Incident } from '../incident/incident.ts';
import type { PrecedingChange } from '../incident/preceding-change.ts';
import type { JobRecord } from '../job/record/job-record.ts';
import type { DomainRecord } from '../tenant/decide/domain-record.ts';

type MessageKind = 'opened' | 'updated' | 'reminder' | 'deadline' | 'resolved' | 'group' | 'notice';
export type Tone = 'critical' | 'warning' | 'good' | 'info';

export interface Link {
  title: string;
  url: string;
}

/** One problem of a card that tells of several. */
export interface MessageItem {
  name: string;
  detail: string;
  incidentId: string;
  url?: string;
}

/** What a card says, before any system's form. Every text may be foreign and is made inert when it is written into a card. */
export interface Message {
  kind: MessageKind;
  tone: Tone;
  /** The state as a word, because a colour alone says nothing to many. */
  word: string;
  /** In our own words. */
  title: string;
  /** The name of what it is about. */
  subject: string;
  /** At most six. */
  facts: { label: string; value: string }[];
  sections: { heading: string; text: string }[];
  items: MessageItem[];
  /** What stands below the items, such as how many more there are. */
  more?: string;
  incidentIds: string[];
  links: Link[];
}

/** An incident with all that a card can tell of it. */
export interface Subject {
  incident: Incident;
  /** What the card tells of it, in order; needed only where kinds are mixed. */
  kinds?: readonly CardKind[];
  tenantName: string;
  job?: JobRecord;
  explanation?: Explanation;
  /** The last thing that was changed before it broke, as far as this service saw it. */
  precededBy?: PrecedingChange;
  /** Of the agents of an on-premises domain: what its jobs say, and the open incidents of jobs that this one explains, or did, worst first. */
  domain?: { record?: DomainRecord; children: readonly Incident[] };
}

/** Where Microsoft itself shows what a card is about. */
export interface AdminCentre {
  tenantUrl(tenantId: string): string;
  /** The applications of a tenant, where consent is granted. */
  applicationsUrl(tenantId: string): string;
  /** The provisioning of one application. */
  provisioningUrl(target: { tenantId: string; servicePrincipalId: string }): string;
  /** Where this service itself is run. */
  functionAppsUrl(): string;
}

export interface MessageTerms {
  now: number;
  /** Base of the links to incidents; without one they are named by their ids. */
  portalBaseUrl?: string | undefined;
  adminCentre: AdminCentre;
}
