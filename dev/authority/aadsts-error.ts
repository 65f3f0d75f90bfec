import { randomUUID } from 'node:crypto';
import type { Reply } from '../graph/wire/reply.ts';

/** The token service's error document. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export function aadstsError(status: number, error: string, number: number, text: string, nowInMs: number): Reply {
  const timestamp = `${new Date(nowInMs).toISOString().slice(0, 19).replace('T', ' ')}Z`;
  const traceId = randomUUID();
  const correlationId = randomUUID();
  return {
    status,
    body: {
      error,
      error_description: `AADSTS${number}: ${text} Trace ID: ${traceId} Correlation ID: ${correlationId} Timestamp: ${timestamp}`,
      error_codes: [number],
      timestamp,
      trace_id: traceId,
      correlation_id: correlationId,
      error_uri: `https://login.microsoftonline.com/error?code=${number}`,
    },
  };
}
