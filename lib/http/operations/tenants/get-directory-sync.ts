import { showDirectorySync } from '../../../application/diagnose/show-directory-sync.ts';
import { directorySyncDocument } from '../../documents/tenant/directory-sync-document.ts';
import { emptyQuery, tenantPath } from '../../schemas/common.ts';
import { DirectorySync } from '../../schemas/tenant/directory-sync.ts';
import { defineOperation } from '../define-operation.ts';

/** How the directory synchronization of one tenant stands. */
export const getDirectorySyncOperation = defineOperation({
  id: 'get-directory-sync',
  role: 'Reader',
  tag: 'Tenants',
  summary: "Get the state of one tenant's directory synchronization",
  description:
    'Entra Connect as the cloud sees it, read hourly: when objects and password hashes came last, which engine serves, domains, synchronized administrators. A part that may not be read says why. Whoever sees only a part of the tenant gets 404.',
  path: tenantPath,
  query: emptyQuery,
  answers: { 200: { description: 'What is known.', schema: DirectorySync } },
  problems: ['NotFound'],
  async handle({ deps, caller, path }) {
    const shown = await showDirectorySync(deps, path.tenantId, caller.visible);
    return { body: () => directorySyncDocument(shown) };
  },
});
