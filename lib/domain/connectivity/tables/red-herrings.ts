import { type Page, pages } from './pages.ts';

/** What appears beside the hosts that matter and may be left alone. */
export interface RedHerring extends Page {
  /** A host, or `*.` and a suffix. */
  pattern: string;
  alsoMatchApex?: true;
  why: string;
  /** Hosts below the suffix that are needed elsewhere all the same. */
  except?: readonly string[];
}

export const redHerrings: readonly RedHerring[] = [
  {
    pattern: 'dc.services.visualstudio.com',
    why: 'Telemetry of the installer: nothing depends on it, and its calls may fail.',
    ...pages.connectConnectivity,
  },
  {
    pattern: '*.nsatc.net',
    alsoMatchApex: true,
    why: 'Real names of hosts in DNS answers. No request goes to such a name, so it belongs into no rule.',
    // The intranet zone of browsers holds it, for Seamless SSO: https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-install-custom
    except: ['aadg.windows.net.nsatc.net'],
    ...pages.connectConnectivity,
  },
];
