import type { HttpRequest } from '@azure/functions';
import { HttpProblemError } from '../problems/problem.ts';

// Azure's guideline for the longest address: https://github.com/microsoft/api-guidelines/blob/vNext/azure/Guidelines.md
const longestUrl = 2083;
const defaultBodyLimitInBytes = 64 * 1024;

/**
 * Judges what can be judged before the request is understood: the length of its address and of its body.
 * @throws HttpProblemError 414, 411 or 413.
 */
export function judgeTransport(request: HttpRequest, bodyLimitInBytes = defaultBodyLimitInBytes): void {
  if (request.url.length > longestUrl) {
    throw new HttpProblemError('UriTooLong', `The address has ${request.url.length} characters; the limit is ${longestUrl}.`);
  }
  // The host drops a body without a length: https://github.com/Azure/azure-functions-host/issues/4926
  if (request.headers.has('transfer-encoding')) {
    throw new HttpProblemError('LengthRequired', 'Send the body with a Content-Length instead of in chunks.');
  }
  judgeBodySize(Number(request.headers.get('content-length') ?? 0), bodyLimitInBytes);
}

export function judgeBodySize(sizeInBytes: number, limitInBytes: number): void {
  if (sizeInBytes > limitInBytes) {
    throw new HttpProblemError('PayloadTooLarge', `The body has ${sizeInBytes} bytes; the limit is ${limitInBytes}.`);
  }
}

/** The host the caller named. X-Forwarded-Host is never believed. */
export function hostOf(request: HttpRequest): string {
  return request.headers.get('host') ?? new URL(request.url).host;
}
