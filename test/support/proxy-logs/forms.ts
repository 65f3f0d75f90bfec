import type { ProxyRequest } from './request.ts';

/** Writes requests down as one kind of proxy does. */
export type WriteLog = (requests: readonly ProxyRequest[]) => string;

const two = (value: number) => String(value).padStart(2, '0');
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const usualClient = '10.1.2.3';
const isoDate = (at: Date) => at.toISOString().slice(0, 10);
const clock = (at: Date) => at.toISOString().slice(11, 19);

/** As the page of Microsoft prints it; a failure is written beside it, as it has no field of its own. */
function connectForm(requests: readonly ProxyRequest[]): string {
  const lines = requests.map(({ at, host, ...answer }) => {
    const time = `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${at.getUTCHours()}:${two(at.getUTCMinutes())}`;
    return `${time}\tconnect://${host}:443${besides(answer)}`;
  });
  return ['Time\tURL', ...lines].join('\r\n');
}

function besides({ status, isAborted }: Pick<ProxyRequest, 'status' | 'isAborted'>): string {
  if (isAborted) return ' aborted';
  return status === 200 ? '' : ` ${status}`;
}

function squidCode({ status, isAborted }: ProxyRequest): string {
  if (status === 407 || status === 403) return 'TCP_DENIED';
  return isAborted ? 'TCP_TUNNEL_ABORTED' : 'TCP_TUNNEL';
}

function squidNativeForm(requests: readonly ProxyRequest[]): string {
  return requests
    .map((request) => {
      const { at, host, status, durationInMs, client = usualClient } = request;
      const elapsed = String(durationInMs).padStart(6);
      return `${at.getTime() / 1_000}.042 ${elapsed} ${client} ${squidCode(request)}/${status} 3912 CONNECT ${host}:443 - HIER_DIRECT/40.126.1.1 -`;
    })
    .join('\n');
}

function squidCombinedForm(requests: readonly ProxyRequest[]): string {
  return requests
    .map((request) => {
      const { at, host, status, client = usualClient } = request;
      const time = `[${two(at.getUTCDate())}/${months[at.getUTCMonth()]}/${at.getUTCFullYear()}:${clock(at)} +0000]`;
      return `${client} - CORP\\svc ${time} "CONNECT ${host}:443 HTTP/1.1" ${status} 3912 "-" "-" ${squidCode(request)}:HIER_DIRECT`;
    })
    .join('\n');
}

function w3cForm(requests: readonly ProxyRequest[]): string {
  const head = [
    '#Software: SGOS 7.3',
    '#Version: 1.0',
    '#Fields: date time time-taken c-ip cs-username sc-status s-action x-exception-id cs-method cs-uri-scheme cs-host cs-uri-port cs(User-Agent)',
  ];
  const lines = requests.map(({ at, host, status, durationInMs, isAborted, client = usualClient }) => {
    const exception = isAborted ? 'client_disconnect' : '-';
    return `${isoDate(at)} ${clock(at)} ${durationInMs} ${client} - ${status} TCP_TUNNELED ${exception} CONNECT tcp ${host} 443 "Microsoft Entra Connect"`;
  });
  return [...head, ...lines].join('\r\n');
}

function zscalerForm(requests: readonly ProxyRequest[]): string {
  const head = '"time","login","proto","url","action","reqsize","respsize","ctime","urlcat","cip","reqmethod","respcode","ua","reason"';
  const lines = requests.map(({ at, host, status, durationInMs, isAborted, client = usualClient }) => {
    const action = status === 403 ? 'Blocked' : 'Allowed';
    const fields = [
      `Mon Jan 11 ${clock(at)} ${at.getUTCFullYear()}`,
      'svc@corp.example',
      'HTTP_PROXY',
      `${host}:443`,
      action,
      '512',
      '3912',
      durationInMs,
      'Professional Services',
      client,
      'CONNECT',
      status,
      'Unknown(Microsoft, Entra)',
      isAborted ? 'Connection aborted' : action,
    ];
    return fields.map((field) => `"${field}"`).join(',');
  });
  return [head, ...lines].join('\n');
}

function addressForm(requests: readonly ProxyRequest[]): string {
  return requests.map(({ at, host, ...answer }) => `${at.toISOString()} https://${host}/${besides(answer)}`).join('\n');
}

/** The six forms in which the same requests are told. */
export const logForms = {
  'connect://': connectForm,
  'Squid native': squidNativeForm,
  'Squid combined': squidCombinedForm,
  W3C: w3cForm,
  'Zscaler CSV': zscalerForm,
  addresses: addressForm,
} satisfies Record<string, WriteLog>;

/** Those that name the client. */
export const formsWithClient = [
  'Squid native',
  'Squid combined',
  'W3C',
  'Zscaler CSV',
] as const satisfies readonly (keyof typeof logForms)[];
