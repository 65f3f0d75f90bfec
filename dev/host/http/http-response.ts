import type { ServerResponse } from 'node:http';
import type { InvocationResponse, RpcCookie } from '../worker/core-contract.ts';

/** Answers with what a function returned; nothing at all is 204. */
export function sendResponse(response: ServerResponse, { returnValue, outputData }: InvocationResponse): void {
  const http = returnValue?.http ?? outputData?.find(({ data }) => data.http)?.data.http;
  if (!http) {
    response.writeHead(204).end();
    return;
  }
  response.statusCode = Number(http.statusCode);
  for (const [name, value] of Object.entries(http.headers ?? {})) response.setHeader(name, value);
  for (const cookie of http.cookies ?? []) response.appendHeader('set-cookie', serialize(cookie));
  // Writing before the end leaves the length open: like the host, chunked unless the app sets content-length.
  if (http.body?.bytes?.length) response.write(http.body.bytes);
  response.end();
}

/** https://github.com/Azure/azure-functions-host/blob/dev/src/WebJobs.Script.Grpc/MessageExtensions/GrpcMessageExtensionUtilities.cs */
function serialize(cookie: RpcCookie): string {
  const sameSite = { lax: 'lax', strict: 'strict', explicitNone: 'none', none: undefined }[cookie.sameSite ?? 'none'];
  const attributes = [
    `${cookie.name}=${encodeURIComponent(cookie.value)}`,
    cookie.expires && `expires=${new Date(cookie.expires.value.seconds * 1000).toUTCString()}`,
    cookie.maxAge && `max-age=${Math.trunc(cookie.maxAge.value)}`,
    cookie.domain && `domain=${cookie.domain.value}`,
    `path=${cookie.path?.value ?? '/'}`,
    cookie.secure?.value && 'secure',
    sameSite && `samesite=${sameSite}`,
    cookie.httpOnly?.value && 'httponly',
  ];
  return attributes.filter((attribute) => attribute).join('; ');
}
