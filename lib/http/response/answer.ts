import type { OutgoingMessages } from '../../application/operate/operation-message.ts';

/** What the handler of an operation answers; the edge adds ETag, encoding and headers. */
export interface OperationAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** `application/json` unless named. */
  contentType?: string;
  /** Whether another caller gets another form of it, by what they accept. */
  variesByAccept?: true;
  /** What the ETag is made of. Without it the body, less the times of our own readings, decides. */
  version?: string;
  /** All that the body is made of: its bytes are kept, and sent again for as long as this is the very same object. */
  source?: object;
  /** When each reading of what the body shows was made, UTC ISO; empty where none was. Without it the time of the request: it comes from the store alone. */
  readAt?: () => Promise<readonly string[]> | readonly string[];
  /** Left to the host to put into the queues once the answer is ready. */
  messages?: OutgoingMessages;
  /** A text is sent as it is. */
  body: () => Promise<unknown> | unknown;
}

/** The answer of an operation whose route says that it emits: it has messages, though there may be none this time. */
export interface EmittingAnswer extends OperationAnswer {
  messages: OutgoingMessages;
}

/** The answer of any other operation: nothing would carry its messages. */
export interface SilentAnswer extends OperationAnswer {
  messages?: never;
}
