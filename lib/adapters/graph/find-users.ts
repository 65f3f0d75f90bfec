import * as z from 'zod';
import type { UserSearch } from '../../application/ports/user-search.ts';
import { UpstreamError } from '../../domain/errors.ts';
import type { FoundUser } from '../../domain/operation/provision-subject.ts';
import { createGraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'findUsers';
const UserSchema = z.object({ id: z.string().min(1), onPremisesDistinguishedName: z.string().min(1).nullish().catch(undefined) });
const PageSchema = z.object({ value: z.array(UserSchema) });
const fields = { userPrincipalName: 'userPrincipalName', distinguishedName: 'onPremisesDistinguishedName', objectId: 'id' } as const;

/** Finds people by name. A list, as a user in the path could hold letters that lead elsewhere. https://learn.microsoft.com/graph/api/user-list */
export function createUserSearch(options: GraphClientOptions): UserSearch {
  const client = createGraphClient(options);
  return {
    async find(tenantId, { by, value }) {
      const filter = encodeURIComponent(`${fields[by]} eq '${value.replaceAll("'", "''")}'`);
      const select = '$select=id,onPremisesDistinguishedName&$top=2';
      // Only the index of directory objects knows the name on premises: https://learn.microsoft.com/graph/aad-advanced-queries
      const indexed = by === 'distinguishedName' ? { isIndexed: true as const } : {};
      const path = `/users?$filter=${filter}&${select}${indexed.isIndexed ? '&$count=true' : ''}`;
      try {
        const { body } = await client
          .openCall(tenantId)
          .send({ operation, method: 'GET', path, isForMany: true, isAboutPeople: true, ...indexed });
        return usersOf(body);
      } catch (error) {
        if (error instanceof UpstreamError && error.evidence.reason === 'rejected') return 'notSupported';
        throw error;
      }
    },
  };
}

function usersOf(body: unknown): FoundUser[] {
  const { data } = PageSchema.safeParse(body);
  if (data === undefined) throw malformedAnswer(operation, 'The list of users could not be understood.');
  return data.value.map(({ id, onPremisesDistinguishedName: name }) => ({ id, ...(name && { distinguishedName: name }) }));
}
