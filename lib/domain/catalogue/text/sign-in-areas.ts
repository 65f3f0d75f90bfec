import type { WhoMustAct } from '../catalogue-entry.ts';
import type { Explanation } from '../explanation.ts';

interface Area {
  /** Numbers of the area, without their prefix. */
  numbers: RegExp;
  /** What its numbers are about. */
  about: string;
  remedy: string;
  whoMustAct: WhoMustAct;
}

const signInLog =
  'Open the sign-in logs of the tenant and find the refused sign-in; its details name the application, the account and the reason.';

// How Microsoft's list groups its numbers. https://learn.microsoft.com/entra/identity-platform/reference-error-codes
const areas: readonly Area[] = [
  {
    numbers: /^53\d{3,4}$/,
    about: 'access rules: Conditional Access, security defaults or the state of a device refused the sign-in',
    remedy: 'Open the refused sign-in in the sign-in logs and read on its tab Conditional Access which policy applied.',
    whoMustAct: 'tenant-admin',
  },
  {
    numbers: /^65\d{3,4}$/,
    about: 'consent and permissions of the application that asks',
    remedy: 'Compare the permissions that the application asks for with those consented to under Enterprise applications > Permissions.',
    whoMustAct: 'tenant-admin',
  },
  {
    numbers: /^700[0-2]\d{3,4}$|^7000\d\d?$|^700\d\d$/,
    about: 'the application that asks: its registration, its credential, or the grant it presents',
    remedy: 'Check the registration of the application: its id, its tenant, and that its secret or certificate is valid.',
    whoMustAct: 'app-owner',
  },
  {
    numbers: /^75\d{3,4}$/,
    about: 'a SAML request that the token service does not accept',
    remedy: 'Compare the identifier and the reply URL in the SAML settings of the application with those that it sends.',
    whoMustAct: 'app-owner',
  },
  {
    numbers: /^80\d{3}$/,
    about: 'pass-through authentication: the agent on the server, or the domain controller behind it',
    remedy: 'Check that the authentication agents run and reach a domain controller.',
    whoMustAct: 'server-admin',
  },
  {
    numbers: /^81\d{3}$/,
    about: 'seamless single sign-on by Kerberos',
    remedy: 'Run the troubleshooting steps of seamless single sign-on: computer account AZUREADSSOACC, its key, clock and site zone.',
    whoMustAct: 'server-admin',
  },
  {
    numbers: /^90\d{3,5}$/,
    about: 'the request itself, the tenant it names, or the token service while it is busy',
    remedy: 'Check that the address of the request names the right tenant, then try again after some minutes.',
    whoMustAct: 'app-owner',
  },
  {
    numbers: /^120\d{3}$/,
    about: 'the change of a password in the cloud or on premises',
    remedy: 'Try the change again and read the event log of the server that writes passwords back at the same time.',
    whoMustAct: 'tenant-admin',
  },
  {
    numbers: /^50[01]\d{2,4}$/,
    about: 'the account, the session or the resource of a sign-in',
    remedy: signInLog,
    whoMustAct: 'tenant-admin',
  },
];

/**
 * What is known of a sign-in number that the catalogue lacks: what its neighbours are about, said as such. Undefined where not even that
 * is known.
 */
export function explainSignInArea(code: string): Explanation | undefined {
  const number = code.replace(/^AADSTS0*/, '');
  const area = areas.find(({ numbers }) => numbers.test(number));
  return (
    area && {
      code,
      title: 'Sign-in refused with a number the catalogue lacks',
      meaning: `Microsoft Entra refused a sign-in and named ${code}, whose meaning is not known here. The numbers around it suggest ${area.about}.`,
      causes: [],
      remedies: [
        area.remedy,
        `Look up ${code} at https://login.microsoftonline.com/error.`,
        ...(area.remedy === signInLog ? [] : [signInLog]),
      ],
      whoMustAct: area.whoMustAct,
      sources: ['https://learn.microsoft.com/entra/identity-platform/reference-error-codes'],
    }
  );
}
