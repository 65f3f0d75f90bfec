import { type Page, pages } from './pages.ts';

/** One rule of the network, with what to do where it is broken. */
export interface Rule extends Page {
  /** What holds, in one or two sentences. */
  says: string;
  /** What the administrator of network or server does; absent where there is nothing to do. */
  advice?: string;
  /** `documented` on the page; `derived`: concluded from it. */
  confidence: 'documented' | 'derived' | 'community';
  /** Entries of the error catalogue that tell more, as `family/code`. */
  codes?: readonly string[];
  /** Pages beside the source. */
  links?: readonly string[];
}

const documented = 'documented' as const;
const derived = 'derived' as const;

/** What decides how hosts and logs are read. */
export const rules = {
  'address-closed': {
    says: 'The proxy refuses the address, mostly with 403: it is not opened.',
    advice: 'Open the host in the proxy, without authentication and without inspection.',
    confidence: documented,
    codes: ['connect-connectivity/Proxy403'],
    ...pages.connectConnectivity,
  },
  'address-not-listed': {
    says: 'The product needs the host, and nothing of the list that was understood opens it.',
    advice: 'Open the host on its port, without authentication and without inspection.',
    confidence: documented,
    links: [pages.agentPrerequisites.source],
    ...pages.connectConnectivity,
  },
  'proxy-wants-sign-in': {
    says: 'The proxy answers 407 and no success follows: it wants a sign-in that the account does not give.',
    advice:
      'Set enabled and useDefaultCredentials in machine.config and use domain accounts for the wizard and for the service, or exempt the hosts from authentication.',
    confidence: documented,
    codes: ['connect-connectivity/Proxy407'],
    ...pages.connectConnectivity,
  },
  'proxy-signs-in-as-the-host': {
    says: 'A tunnel is answered with 401: something on the way asks for a sign-in as if it were the host. A proxy asks with 407, and to that alone do the programs answer with the credentials of machine.config.',
    advice: 'Exempt the hosts from the sign-in of the proxy or gateway, or let it ask with 407. The address itself is not what is closed.',
    confidence: derived,
    codes: ['connect-connectivity/Proxy407'],
    links: [pages.connectConnectivity.source],
    ...pages.httpSemantics,
  },
  'too-many-requests': {
    says: 'A tunnel is answered with 429: the proxy, or a service on the way, lets through only so many requests in a time, and the server had more. The address itself is not what is closed.',
    advice:
      'Raise the limit of the proxy or gateway for the server, or exempt the hosts from it, and see what else asks as the same client.',
    confidence: derived,
    links: [pages.connectConnectivity.source],
    ...pages.additionalStatusCodes,
  },
  'proxy-challenge': {
    says: 'A 407 before a success of the same host is the challenge of an authenticating proxy; NTLM shows two of them. It is no finding.',
    confidence: documented,
    ...pages.squidNtlm,
  },
  'no-connection': {
    says: '"Unable to connect to the remote server": the program goes out without the proxy, or the name does not resolve.',
    advice: 'Enter the proxy into machine.config, restart the service once, and check that the server resolves the name.',
    confidence: documented,
    codes: ['connect-connectivity/UnableToConnectToRemoteServer'],
    ...pages.connectConnectivity,
  },
  'proxy-not-reached': {
    says: 'The proxy itself does not answer, or its name does not resolve: what is entered as the proxy is none that the server reaches.',
    advice:
      'Correct the address and the port of the proxy in machine.config, let the server resolve and reach it, and restart the service once.',
    confidence: derived,
    codes: ['connect-connectivity/UnableToConnectToRemoteServer'],
    ...pages.connectConnectivity,
  },
  'no-way-past-the-firewall': {
    says: 'Without a proxy the server gets no connection to the host on its port, or one that breaks off: a firewall lets nothing through, or everything has to take a proxy that the server does not know.',
    advice: 'Open the host on its port in the firewall, or enter the proxy into machine.config and restart the service once.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'name-not-resolved': {
    says: 'The server must resolve internal names and the hosts of Microsoft.',
    advice:
      'Repair the forwarding of the DNS servers that the server asks; behind a proxy, see whether it resolves in place of the server.',
    confidence: documented,
    codes: ['connect-connectivity/RemoteNameNotResolved'],
    ...pages.connectPrerequisites,
  },
  'names-chain': {
    says: 'The names of the service lead over chains of CNAME records, whose links are not published and change; the whole chain must resolve, and its last addresses be reachable.',
    advice: 'Allow by suffix, never by the names or addresses that a single answer shows.',
    confidence: documented,
    ...pages.agentTroubleshooting,
  },
  'other-names-in-dns': {
    says: 'Names outside microsoftonline.com that the resolution of a host of the service shows may be ignored.',
    confidence: documented,
    ...pages.connectConnectivity,
  },
  'no-inspection': {
    says: 'No inspection and no termination of TLS between the server and the service, in no form.',
    advice:
      'Exempt the hosts from inspection: the certificate that the server sees must be issued by an authority of Microsoft or DigiCert.',
    confidence: documented,
    links: [pages.connectPrerequisites.source],
    ...pages.agentTroubleshooting,
  },
  'tls-1.2': {
    says: 'TLS 1.2 is required: of the agent before its installation, of Connect since 2.0.',
    advice: 'Enable TLS 1.2 for .NET and Schannel on the server.',
    confidence: documented,
    ...pages.connectPrerequisites,
  },
  'idle-time-out': {
    says: 'The directory may take up to five minutes to answer an export, longer with big groups in it; a proxy that gives up earlier makes failures that come and go.',
    advice: 'Raise the idle time-out of the proxy above five minutes, better to six.',
    confidence: documented,
    codes: ['connect-connectivity/ProxyIdleTimeout'],
    links: [pages.connectPrerequisites.source],
    ...pages.connectConnectivity,
  },
  'proxy-gets-no-answer': {
    says: 'The proxy takes the request and gets nothing from the host, or the connection breaks off before an answer.',
    advice: 'See whether the firewall behind the proxy lets the host through on its port, and whether the proxy itself resolves its name.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'two-accounts': {
    says: 'Up to the last page the wizard goes out as the signed-in user; from "Configure" on, and in every cycle, it is the service account. A proxy may sign in the one and refuse the other.',
    advice: 'Give the service account the proxy too: machine.config, or the Internet Options of that account.',
    confidence: documented,
    codes: ['connect-connectivity/WizardProxyNotConfigured', 'connect-connectivity/ProvisioningServicePingFailed'],
    links: [pages.azureAdSyncProxy.source],
    ...pages.connectConnectivity,
  },
  'sign-in-closed': {
    says: 'The server goes on without a single request to login.microsoftonline.com, where every page of the wizard signs in: the host is closed, or its requests take another way.',
    advice: 'Open *.microsoftonline.com on port 443, or login.microsoftonline.com where wildcards are not allowed.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'discovery-closed': {
    says: 'Sign-in works and adminwebservice.microsoftonline.com is never asked: that host is closed, or the proxy does not take the wildcard.',
    advice: 'Open *.microsoftonline.com on port 443, or adminwebservice.microsoftonline.com where wildcards are not allowed.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'anchor-closed': {
    says: 'adminwebservice.microsoftonline.com answers and no host *-anchor.microsoftonline.com is asked: the back end of the region is closed.',
    advice: 'Open *.microsoftonline.com on port 443; the names of the region change, so a list of single hosts does not last.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'directory-closed': {
    says: 'The back end of the sync service answers and provisioningapi.microsoftonline.com, which names the directory, is never asked.',
    advice: 'Open *.microsoftonline.com on port 443; builds from 2.4.18.0 use graph.microsoft.com instead.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'relay-closed': {
    says: 'provisioningapi.microsoftonline.com answers and no host *-relay.microsoftonline.com is asked: the directory of the region is closed.',
    advice: 'Open *.microsoftonline.com on port 443; builds from 2.4.18.0 use graph.microsoft.com instead.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'any-regional-host': {
    says: 'Regional hosts count by what they do: one anchor or relay of several is enough.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'sign-in-of-the-service': {
    says: 'The first synchronization signs in at login.windows.net, which the short list of hosts does not hold.',
    advice: 'Open login.windows.net on port 443.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'graph-needed': {
    says: 'Builds from 2.4.18.0 reach the directory by graph.microsoft.com; without it they cannot work, though all hosts of 2016 are open.',
    advice: 'Open graph.microsoft.com on port 443.',
    confidence: documented,
    ...pages.connectConnectivity,
  },
  'server-not-in-log': {
    says: 'No line of the log asks a host of the product on its port, or only such as any Windows asks: it is the log of another proxy, another time or another client, or the server does not reach the proxy.',
    advice:
      'Take the log of the time when the wizard or the service failed. If the server is not in it, look at the proxy in machine.config, and restart the service once after a change.',
    confidence: derived,
    codes: ['connect-connectivity/WizardProxyNotConfigured'],
    ...pages.connectConnectivity,
  },
  'form-not-understood': {
    says: 'Too little of the text is in a form that is read, so it is not known what came of requests that the server needs.',
    advice:
      'Give the log in a form that is read, such as W3C extended, Squid or CSV with its header, or run the script on the server and paste its report.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'entries-not-understood': {
    says: 'Most of the list is in a form that is not read, or not called open, so it is not known what it opens.',
    advice: 'Give one host an entry, such as `host:443`, or a table with columns for host, port and action.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'report-cut-off': {
    says: 'The report of the script ends with the line `end`. Without it something is lost, and of that nothing is known.',
    advice: 'Let the script run to its end and paste all of its lines.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'only-red-herrings': {
    says: 'Only hosts that may fail are blocked: the network is not the cause.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'single-hosts-of-a-wildcard': {
    says: 'The table asks for a whole suffix; single hosts below it open only what they name, and the regional names change.',
    advice: 'Open the suffix, or at least the sign-in, both discovery hosts and the regional hosts of your tenant.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'superseded-entry': {
    says: 'The entry stands in an older table only; another row has taken its place.',
    advice: 'Put what took its place beside the entry, and take the entry out once nothing uses it.',
    confidence: documented,
    ...pages.connectConnectivity,
  },
  'no-longer-listed': {
    says: 'The page listed the host in 2023 and does not in 2025; nothing took its place.',
    advice: 'Leave it open where it is open. Open it only if registration or certificates still fail with the listed hosts open.',
    confidence: documented,
    ...pages.agentPrerequisites,
  },
  'only-reported': {
    says: 'A copy of the page of August 2026 is reported to list the host; the copy that could be read ends before the table.',
    advice: 'Compare with the page of today, and open the host where it stands there.',
    confidence: 'community',
    ...pages.agentPrerequisites2026,
  },
  'wildcard-without-name': {
    says: 'The wildcards of certificate hosts stand for the name itself too; a rule that takes "*." to the letter leaves out the host that is contacted.',
    advice: 'Open the name without "*." beside the wildcard, on port 80.',
    confidence: derived,
    ...pages.connectConnectivity,
  },
  'ports-80-and-443': {
    says: 'Port 443 carries everything; port 80 fetches the lists of revoked certificates. Only outwards: nothing has to be opened inwards.',
    advice: 'Open both ports. 8080 is optional: by it the agent reports its state every ten minutes while 443 is closed.',
    confidence: documented,
    ...pages.agentPrerequisites,
  },
  'rules-by-user': {
    says: 'Rules that follow users must also let through Windows services that run as network service.',
    advice: 'Extend the rule to the processes of network service.',
    confidence: documented,
    ...pages.agentTroubleshooting,
  },
  'address-ranges': {
    says: 'Where rules by name are impossible, the address ranges and service tags of Azure take their place; they change every week.',
    advice: 'Load the list of service tags every week, or better, allow by name.',
    confidence: documented,
    links: [pages.agentPrerequisites.source, pages.microsoft365.source],
    ...pages.serviceTags,
  },
  'proxy-speaks-http-1.1': {
    says: 'A proxy has to speak HTTP 1.1 with chunked encoding.',
    advice: 'Switch off conversion to HTTP 1.0 and buffering of whole answers in the proxy.',
    confidence: documented,
    ...pages.agentPrerequisites,
  },
  'group-provisioning': {
    says: 'Provisioning of groups to Active Directory needs LDAP (TCP 389) and the global catalog (TCP 3268) from the agent to domain controllers.',
    confidence: documented,
    ...pages.agentGroupProvisioning,
  },
  'short-list': {
    says: 'The short list of Connect leaves out password writeback and Connect Health.',
    advice: 'Add the hosts of these features where you use them.',
    confidence: documented,
    links: [pages.passwordWriteback.source],
    ...pages.connectConnectivity,
  },
} as const satisfies Record<string, Rule>;

export type RuleId = keyof typeof rules;
