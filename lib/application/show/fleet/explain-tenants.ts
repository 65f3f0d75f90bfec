import type { Explanation } from '../../../domain/catalogue/explanation.ts';
import { troubleOf } from '../../../domain/tenant/pass/trouble.ts';
import type { TenantDescription, Unreadable } from '../../../domain/tenant/registry/describe-tenant.ts';
import type { CatalogueReader } from '../knowledge/catalogue-reader.ts';

/** What keeps a tenant from being read, why, what to do and who must; nothing while its first reading is only awaited. */
export type ExplainTrouble = (unreadable: Unreadable) => Explanation | undefined;

/** Explains the tenants of one answer; the same trouble is looked up once, and the catalogue is not loaded while all can be read. */
export async function createTroubleExplainer(
  { loadCatalogue }: Pick<CatalogueReader, 'loadCatalogue'>,
  tenants: readonly TenantDescription[],
): Promise<ExplainTrouble> {
  const isTroubled = tenants.some(({ unreadable }) => unreadable !== undefined && unreadable.reason !== 'notYetRead');
  if (!isTroubled) return () => undefined;
  const [catalogue, { explainTrouble }] = await Promise.all([
    loadCatalogue(),
    import('../../../domain/catalogue/tenant/explain-trouble.ts'),
  ]);
  const known = new Map<string, Explanation | undefined>();
  return ({ reason, code }) => {
    const trouble = troubleOf(reason, code);
    if (trouble === undefined) return undefined;
    const { cause } = trouble;
    const key = `${cause} ${reason}`;
    if (!known.has(key)) known.set(key, explainTrouble(catalogue, cause, reason));
    return known.get(key);
  };
}
