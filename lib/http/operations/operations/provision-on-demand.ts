import * as z from 'zod';
import { type AskedSubject, mostSubjects } from '../../../domain/operation/provision-subject.ts';
import { givenName, keptName } from '../../schemas/common.ts';
import { actionFields, defineJobAction } from './define-job-action.ts';

const name = givenName(1_000).optional();
// https://learn.microsoft.com/graph/api/synchronization-synchronizationjob-provisionondemand
const subject = z
  .strictObject({
    objectId: name.meta({
      description:
        'As the source of the job knows it: the object id in Entra ID; for cloud sync from Active Directory the distinguished name.',
    }),
    userPrincipalName: name.meta({ description: 'Of a user of the tenant; needs `User.ReadBasic.All`, for cloud sync `User.Read.All`.' }),
    distinguishedName: name.meta({
      description: 'Of Active Directory; needs `User.Read.All` where the job takes its objects from Entra ID.',
    }),
    objectTypeName: keptName(100),
  })
  .refine(
    ({ objectId, userPrincipalName, distinguishedName }) =>
      [objectId, userPrincipalName, distinguishedName].filter((given) => given !== undefined).length === 1,
    'give exactly one of objectId, userPrincipalName and distinguishedName',
  );

/** Provisions single objects now. */
export const provisionOnDemandOperation = defineJobAction({
  id: 'provision-on-demand',
  action: 'provisionOnDemand',
  summary: 'Provision single objects now',
  description:
    'A subject is given by its id, or by a name that Microsoft Graph is asked for before anything is accepted. Kept of it are the result, the error code and the steps; the ids of the objects are kept as hashes only, names not at all. An object that is named twice is sent once. The cool-down holds for each subject by itself, so that one user after the other can be tried; Graph takes five requests in ten seconds.',
  body: z.strictObject({ ...actionFields, ruleId: keptName(200), subjects: z.array(subject).min(1).max(mostSubjects) }),
  provision: ({ ruleId, subjects }) => ({ ruleId, subjects: subjects.map(askedOf) }),
});

function askedOf({ objectTypeName, objectId, userPrincipalName, distinguishedName = '' }: z.output<typeof subject>): AskedSubject {
  if (objectId !== undefined) return { objectTypeName, by: 'objectId', value: objectId };
  if (userPrincipalName !== undefined) return { objectTypeName, by: 'userPrincipalName', value: userPrincipalName };
  return { objectTypeName, by: 'distinguishedName', value: distinguishedName };
}
