import type { AskedSubject, FoundUser } from '../../domain/operation/provision-subject.ts';

/** People of a tenant by name, asked now and kept nowhere. */
export interface UserSearch {
  /**
   * At most two: the second says that the name is not enough. `notSupported` where Graph does not search by it.
   * @throws UpstreamError, without any text of Graph's that could repeat the name.
   */
  find(tenantId: string, asked: Pick<AskedSubject, 'by' | 'value'>): Promise<FoundUser[] | 'notSupported'>;
}
