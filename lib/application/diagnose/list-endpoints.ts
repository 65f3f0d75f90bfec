import type { Cloud, EndpointRow, Product } from '../../domain/connectivity/tables/endpoint-row.ts';
import type { RedHerring } from '../../domain/connectivity/tables/red-herrings.ts';
import type { Rule, RuleId } from '../../domain/connectivity/tables/rules.ts';

/** The tables of the network, as far as they are asked for. */
interface NetworkTables {
  endpoints: EndpointRow[];
  ignorable: readonly RedHerring[];
  rules: (Rule & { id: RuleId })[];
}

/** The hosts and ports of one cloud, of one product where it is named, and the rules beside them. They are loaded by the first who asks. */
export async function listEndpoints(asked: { product?: Product | undefined; cloud: Cloud }): Promise<NetworkTables> {
  const [{ endpointsOf }, { redHerrings }, { rules }] = await Promise.all([
    import('../../domain/connectivity/tables/endpoints.ts'),
    import('../../domain/connectivity/tables/red-herrings.ts'),
    import('../../domain/connectivity/tables/rules.ts'),
  ]);
  const ruleOf = (id: RuleId): Rule & { id: RuleId } => ({ id, ...rules[id] });
  return { endpoints: endpointsOf(asked), ignorable: redHerrings, rules: (Object.keys(rules) as RuleId[]).map(ruleOf) };
}
