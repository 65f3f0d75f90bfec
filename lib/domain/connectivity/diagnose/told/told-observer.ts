/** Reads what is no request in a log, yet tells of one: the report of the script, and what tools print that somebody ran by hand. */
export interface ToldObserver {
  /** Whether the line tells something. */
  read(line: string): boolean;
  /** Whether anything was told of a host. */
  hasTold(): boolean;
  /** Whether a host of the product was asked for, and nothing was understood of what came of it. */
  isLeftOpen(): boolean;
  /** Whether a report of the script has its first line and not its last. */
  isCutOff(): boolean;
  /** Nothing follows: notes what was waiting for it. */
  finish(): void;
}

/** Answers the moment of what is told next. */
export type NextMoment = () => number;
