import type { UpstreamReason } from '../../errors.ts';
import type { Catalogue } from '../build-catalogue.ts';
import type { CatalogueEntry, Family, WhoMustAct } from '../catalogue-entry.ts';
import { credentialCodes, settingCodes } from '../code/sign-in-codes.ts';
import { type Explanation, explanationOf } from '../explanation.ts';

/** What keeps a tenant from being read: the code that tells it apart, and the class of the failure, which speaks where the catalogue lacks the code. */
export interface TenantTrouble {
  cause: string;
  reason: string;
}

/** Families whose codes a request of this service can be refused with. */
const families: readonly Family[] = ['aadsts', 'graph-http'];

/** The entry that speaks for a class of failures, or for a code of that class that the catalogue lacks. */
const entryOfReason: Partial<Record<string, string>> = {
  throttled: 'graph-http/429',
  unavailable: 'graph-http/503',
  unauthorized: 'graph-http/401',
  consentMissing: 'graph-http/403',
  rejected: 'graph-http/400',
  notFound: 'graph-http/404',
} satisfies Partial<Record<UpstreamReason, string>>;

/**
 * Says what keeps a tenant from being read, by the code that `troubleCode` tells it apart with. `reason` speaks where the catalogue lacks
 * the code. Undefined while nothing is wrong but that no reading has happened yet.
 */
export function explainTrouble(catalogue: Catalogue, code: string, reason: string = code): Explanation | undefined {
  const own = ownTexts[code];
  if (own !== undefined) return own;
  const named = catalogue.findEntries(entryOfReason[code] ?? code, families).find(({ family }) => families.includes(family));
  if (named !== undefined) return forThisService(named);
  if (code.startsWith('AADSTS')) return unknownSignInCode(code);
  const entry = catalogue.findEntry(entryOfReason[reason] ?? '');
  const fallback = entry === undefined ? ownTexts[reason] : forThisService(entry);
  return fallback && { ...fallback, code };
}

// The catalogue speaks to everybody; here the application that signs in is this service, so its owner, its server and its caller are us.
function forThisService(entry: CatalogueEntry): Explanation {
  return { ...explanationOf(entry), whoMustAct: actorOf(entry) };
}

function actorOf({ code, family, whoMustAct }: CatalogueEntry): WhoMustAct {
  const number = code.replace('AADSTS', '');
  const isOurs = family === 'aadsts' ? credentialCodes.has(number) || settingCodes.has(number) : code === '401';
  if (isOurs || whoMustAct === 'app-owner' || whoMustAct === 'server-admin') return 'service-owner';
  // What passes by itself and has not is Microsoft's to mend; only throttling ends by waiting alone.
  return whoMustAct === 'nobody' && code !== '429' ? 'microsoft' : whoMustAct;
}

function unknownSignInCode(code: string): Explanation {
  return {
    code,
    title: 'Sign-in refused with a code the catalogue lacks',
    meaning: `The token authority gave this service no token for the tenant and named ${code}, whose meaning is not known here.`,
    causes: [],
    remedies: [
      `Look up ${code} at https://login.microsoftonline.com/error.`,
      'Open the sign-in logs of service principals in the tenant and find the entry of this application.',
    ],
    whoMustAct: 'service-owner',
    sources: ['https://learn.microsoft.com/entra/identity-platform/reference-error-codes'],
  };
}

const serviceHealth = 'Look at Service health in the Microsoft 365 admin center for an incident of Microsoft Entra.';

/** The catalogue tells any caller to compare ids first; those of this service are right in every other tenant, so here consent comes first. */
const notInstalled = {
  title: 'This service is not installed in the tenant',
  meaning:
    'The tenant holds no enterprise app with the client id of this service, so it gives no token and none of its jobs can be read. The synchronization jobs run on by themselves.',
  causes: [
    'Admin consent never given in this tenant',
    'Enterprise app of this service deleted there',
    'Tenant added here under the id of another tenant',
  ],
  remedies: [
    'Give admin consent for this service in the tenant, which creates its enterprise app.',
    'Where it was deleted in the last 30 days, restore it, or consent anew.',
    'Compare the id of the tenant with Entra ID > Overview > Tenant ID there.',
  ],
  whoMustAct: 'tenant-admin',
} satisfies Partial<Explanation>;

function notInstalledBy(number: string): Explanation {
  const sources = [
    'https://learn.microsoft.com/entra/identity-platform/reference-error-codes',
    `https://login.microsoftonline.com/error?code=${number}`,
  ];
  return { code: `AADSTS${number}`, ...notInstalled, sources };
}

/** What means something else for this service than for any other caller, and failures that have no code because no answer came. */
const ownTexts: Partial<Record<string, Explanation>> = {
  AADSTS700016: notInstalledBy('700016'),
  AADSTS700011: notInstalledBy('700011'),
  timeout: {
    code: 'timeout',
    title: 'Microsoft Graph does not answer in time',
    meaning:
      'Requests for this tenant get no complete answer before their deadline. The synchronization jobs run on by themselves; what is shown of them grows old.',
    causes: ['Outage or overload of Microsoft Graph', 'Proxy or firewall in the way of this service that holds connections'],
    remedies: [serviceHealth, 'Check from the host of this service that graph.microsoft.com answers on port 443.'],
    whoMustAct: 'microsoft',
    sources: ['https://learn.microsoft.com/graph/errors'],
  },
  unreachable: {
    code: 'unreachable',
    title: 'Microsoft Graph cannot be reached',
    meaning:
      'The connection to Microsoft Graph fails before an answer comes. The synchronization jobs run on by themselves; what is shown of them grows old.',
    causes: ['Name resolution, proxy or firewall of the network of this service', 'Certificate of an inspecting proxy that is not trusted'],
    remedies: [
      'Check from the host of this service that graph.microsoft.com resolves and answers on port 443.',
      'Check the rules of the firewall and of the proxy that changed last.',
      serviceHealth,
    ],
    whoMustAct: 'service-owner',
    sources: ['https://learn.microsoft.com/graph/deployments'],
  },
  identityUnavailable: {
    code: 'identityUnavailable',
    title: 'No token can be had',
    meaning:
      'Neither a token nor a reason came from where this service signs in: the token authority, or the endpoint of its managed identity. Without a token Microsoft Graph cannot be asked.',
    causes: [
      'Outage of Microsoft Entra',
      'Managed identity that is not attached to the function app',
      'Blocked way to the token authority',
    ],
    remedies: [
      'Check that the managed identity is still attached to the function app, where one is used.',
      'Check from the host of this service that login.microsoftonline.com answers on port 443.',
      serviceHealth,
    ],
    whoMustAct: 'service-owner',
    sources: ['https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/overview'],
  },
  malformed: {
    code: 'malformed',
    title: 'An answer came that is not one of Microsoft Graph',
    meaning: 'Something answered in a form that Microsoft Graph does not use, so nothing of it was believed.',
    causes: ['Proxy or portal page that answers in place of Microsoft Graph', 'Change of Microsoft Graph'],
    remedies: [
      'Read the newest warnings in the log of this service for what was answered.',
      'Check that no proxy answers for graph.microsoft.com.',
    ],
    whoMustAct: 'service-owner',
    sources: ['https://learn.microsoft.com/graph/deployments'],
  },
} satisfies Partial<Record<UpstreamReason | `AADSTS${string}`, Explanation>>;
