export interface ReceivedCard {
  at: string;
  /** What the sink answered; 0 when it gave no answer. */
  status: number;
  kind: string;
  /** Read from the links of the card. */
  incidentIds: string[];
  /** Bytes of the request's body. */
  bytes: number;
  summary: string;
  card: unknown;
}

/** What a person would take a received body for; undefined when it is no card of a Workflows message. */
export function readCard(body: string, status: number, at: string): ReceivedCard | undefined {
  const message = parse(body);
  const card = message?.attachments?.[0]?.content;
  if (card === undefined) return undefined;
  const summary = String(message?.summary ?? '');
  return { at, status, kind: kindOf(card), incidentIds: incidentIdsOf(card), bytes: Buffer.byteLength(body), summary, card };
}

interface WorkflowsMessage {
  summary?: string;
  attachments?: { content?: Record<string, unknown> }[];
}

function parse(body: string): WorkflowsMessage | undefined {
  try {
    return JSON.parse(body) as WorkflowsMessage;
  } catch {
    return undefined;
  }
}

function incidentIdsOf(card: unknown): string[] {
  const urls = [...JSON.stringify(card).matchAll(/"url":"([^"]*)"/g)].map(([, url = '']) => url);
  const ids = urls.map((url) => /\/incidents\/([^/?#]+)$/.exec(url)?.[1]).filter((id) => id !== undefined);
  return [...new Set(ids.map(decodeURIComponent))];
}

// The first element carries the kind as its id.
function kindOf({ body }: Record<string, unknown>): string {
  const first: unknown = Array.isArray(body) ? body[0] : undefined;
  return typeof first === 'object' && first !== null && 'id' in first ? String(first.id) : 'unknown';
}
