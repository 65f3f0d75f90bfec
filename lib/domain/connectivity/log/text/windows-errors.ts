import type { LogLine } from '../log-line.ts';

/** What TMG writes in place of a status: https://learn.microsoft.com/windows/win32/winsock/windows-sockets-error-codes-2 */
export const windowsErrors: Readonly<Record<number, LogLine['status']>> = {
  10060: 'timeout',
  10061: 'timeout',
  11001: 'dns',
  11004: 'dns',
  12002: 'timeout',
  12007: 'dns',
  12202: 403,
  12204: 403,
  12209: 407,
};

// The same, and others by which a connection comes to nothing; of WinHTTP too: https://learn.microsoft.com/windows/win32/winhttp/error-messages
const connectionErrors = new Set([
  ...Object.keys(windowsErrors).map(Number),
  ...[10_050, 10_051, 10_052, 10_053, 10_054, 10_061, 10_064, 10_065, 11_002, 11_003],
  ...[12_029, 12_030, 12_031, 12_037, 12_038, 12_044, 12_045, 12_057, 12_152, 12_157, 12_175],
]);

/** Whether a number is that of an error of Windows by which a connection comes to nothing. */
export function isConnectionError(number: number): boolean {
  return connectionErrors.has(number);
}
