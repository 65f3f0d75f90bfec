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
