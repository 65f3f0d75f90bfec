import type { Page } from 'playwright-core';

/** A picture of one screen. */
export interface Shot {
  name: string;
  /** Below the address of the page. */
  path: string;
  /** What has to be there before it is drawn. */
  ready: string;
  viewport: { width: number; height: number };
  /** Light and dark where nothing is named. */
  schemes?: readonly Scheme[];
  /** Answers of the real service that are changed on their way, by the end of their path. */
  changes?: Readonly<Record<string, (body: Answer) => unknown>>;
  /** Headers that these answers get. */
  told?: () => Readonly<Record<string, string>>;
  /** What somebody does first, or what happens to them. */
  act?: (tab: Page) => Promise<void>;
  /** What that brings, and has to be there before it is drawn. */
  brings?: string;
  /** The whole of a long page. */
  isWhole?: true;
}

export type Scheme = 'light' | 'dark';

// biome-ignore lint/suspicious/noExplicitAny: answers of every shape are changed.
export type Answer = any;

export const desk = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

/** What the demo has that pictures are drawn of. */
export interface Subjects {
  incidentId: string;
  /** Path of the same job's screen. */
  job: string;
  tenantId: string;
  /** Path of the screen of a job of the same tenant of which single objects fail. */
  failing: string;
  /** An incident before which something was changed. */
  changedBefore: string;
}
