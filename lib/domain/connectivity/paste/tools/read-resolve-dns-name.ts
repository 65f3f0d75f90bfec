import type { ReadTool } from './tool-line.ts';

const host = '([\\w.-]{1,253})';
const command = new RegExp(`\\bresolve-dnsname\\s+(?:-name[\\s:]+)?["']?${host}["']?(?:\\s|$)`, 'i');
const error = new RegExp(`^resolve-dnsname\\s?: ${host} : (.*)`, 'i');
// In English, and where the last line of the error has its name, in every language. That there are no records of one kind is no fault of the name.
const failure = /dns name does|dns server failure|dns operation refused|timeout period expired|dns_error_rcode|error_timeout/i;
const errorId = /^\+ FullyQualifiedErrorId\s*: /;

/** Reads what `Resolve-DnsName` prints where it fails. https://learn.microsoft.com/powershell/module/dnsclient/resolve-dnsname */
export function createResolveDnsNameReader(): ReadTool {
  let failed: string | undefined;
  return (line) => {
    const [, named, words = ''] = error.exec(line) ?? [];
    if (named !== undefined) {
      failed = named;
      return { outcome: failure.test(words) ? 'dns' : 'silent', host: named };
    }
    if (errorId.test(line) && failed !== undefined) return { outcome: failure.test(line) ? 'dns' : 'silent', host: failed };
    const [, asked] = command.exec(line) ?? [];
    return asked === undefined || asked.startsWith('-') || line.startsWith('+') ? undefined : { outcome: 'silent', host: asked };
  };
}
