import { type Cloud, clouds, type EndpointRow, type Product, products } from '../../lib/domain/connectivity/tables/endpoint-row.ts';
import { endpointsOf } from '../../lib/domain/connectivity/tables/endpoints.ts';
import { hostRoles } from '../../lib/domain/connectivity/tables/host-roles.ts';
import { referencePhases } from '../../lib/domain/connectivity/tables/phases.ts';
import { redHerrings } from '../../lib/domain/connectivity/tables/red-herrings.ts';
import { type Rule, rules } from '../../lib/domain/connectivity/tables/rules.ts';

/** One section of the page on the network. */
export interface NetworkSection {
  anchor: string;
  title: string;
  /** Markdown. */
  body: string;
}

const productNames = { connect: 'Entra Connect', 'cloud-sync': 'the provisioning agent of Cloud Sync' } as const satisfies Record<
  Product,
  string
>;
const cloudNames = {
  public: 'the public cloud',
  'us-government': 'the cloud of the US government',
  china: 'the cloud in China',
} as const satisfies Record<Cloud, string>;

/** The tables of the network in the order of the page. */
export function networkSections(): NetworkSection[] {
  return [...endpointSections(), ignorableSection(), rolesSection(), ...phaseSections(), ...ruleSections()];
}

function endpointSections(): NetworkSection[] {
  return products.flatMap((product) =>
    clouds.flatMap((cloud) => {
      const rows = endpointsOf({ product, cloud });
      if (rows.length === 0) return [];
      const anchor = cloud === 'public' ? product : `${product}-${cloud}`;
      const head = '| Host | Port | Purpose | Needed | As of |\n|---|---|---|---|---|';
      const body = [head, ...rows.map(endpointLine)].join('\n');
      return [{ anchor, title: `Hosts of ${productNames[product]} in ${cloudNames[cloud]}`, body }];
    }),
  );
}

function endpointLine(row: EndpointRow): string {
  const { pattern, path = '', port, purpose, phase, alsoMatchApex, note, since, source, asOf } = row;
  const host = `\`${pattern}${path}\`${alsoMatchApex ? ' and the name itself' : ''}`;
  const what = [phase === undefined ? purpose : `${purpose} (${phase})`, since === undefined ? [] : `since ${since}`].flat().join(', ');
  const cells = [host, port, note === undefined ? what : `${what}. ${note}`, needOf(row), `[${asOf}](${source})`];
  return `| ${cells.join(' | ')} |`;
}

function needOf({ required, superseded, supersededBy = [], listedToday, feature, phase }: EndpointRow): string {
  if (superseded) return supersededBy.length === 0 ? 'superseded' : `superseded by ${supersededBy.map((host) => `\`${host}\``).join(', ')}`;
  if (!required) return feature === undefined && phase !== 'browser' ? 'better open' : 'where it is used';
  if (listedToday === null) return 'yes, as reported';
  return listedToday ? 'yes' : 'yes, though no longer listed';
}

function ignorableSection(): NetworkSection {
  const lines = redHerrings.map(({ pattern, why, except = [], source, asOf }) => {
    const needed = except.map((host) => ` \`${host}\` is needed elsewhere.`).join('');
    return `- \`${pattern}\`: ${why}${needed} [${asOf}](${source})`;
  });
  return { anchor: 'ignorable', title: 'What may be ignored', body: lines.join('\n') };
}

function rolesSection(): NetworkSection {
  const lines = hostRoles.map((facts) => {
    const hosts = 'suffix' in facts ? [`*${facts.suffix}`] : facts.hosts;
    const test = 'testUrl' in facts ? ` To test it: <${facts.testUrl}>.` : '';
    return `- ${hosts.map((host) => `\`${host}\``).join(', ')}: ${facts.means}.${test}`;
  });
  return { anchor: 'roles', title: 'Hosts with a part of their own', body: lines.join('\n') };
}

function phaseSections(): NetworkSection[] {
  return referencePhases.map(({ phase, heading, securityContext, log, source, asOf }) => ({
    anchor: `phase-${phase}`,
    title: `Reference log: ${heading}`,
    body: [
      `As the ${securityContext}. ${log.length} requests, of January 2016; [${asOf}](${source}).`,
      ['```text', ...log.map(({ time, host }) => `${time} connect://${host}:443`), '```'].join('\n'),
    ].join('\n\n'),
  }));
}

function ruleSections(): NetworkSection[] {
  return Object.entries<Rule>(rules).map(([id, { says, advice, confidence, codes = [], source, links = [], asOf }]) => ({
    anchor: `rule-${id}`,
    title: `Rule: ${id}`,
    body: [
      says,
      ...(advice === undefined ? [] : [`**To do:** ${advice}`]),
      `${[...codes.map((code) => `\`${code}\``), confidence].join(', ')} · ${[source, ...links].map((page) => `<${page}>`).join(' · ')} (${asOf})`,
    ].join('\n\n'),
  }));
}
