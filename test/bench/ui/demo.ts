import type { Browser } from 'playwright-core';

/** The running demo and a browser to look at it. */
export interface Demo {
  browser: Browser;
  /** Of the API. */
  api: string;
  /** Of the simulator of Graph. */
  graph: string;
  /** Of the page. */
  page: string;
}
