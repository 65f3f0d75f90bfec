import type { Application, ManagedIdentity } from '../model/model.ts';

/** The two applications of the product and the managed identities that sign in as them. The same in every local world. */
export const clients = {
  readerClientId: '7c1f0d52-94be-4a36-8d0f-5b2a6e91c301',
  operatorClientId: '7c1f0d52-94be-4a36-8d0f-5b2a6e91c302',
  readerIdentityClientId: '3e8a4b76-20d5-4f19-b6c8-d94f7a05e101',
  operatorIdentityClientId: '3e8a4b76-20d5-4f19-b6c8-d94f7a05e102',
  readerIdentityObjectId: 'b5d20c9e-6f31-4e87-a4d9-08c17be3f101',
  operatorIdentityObjectId: 'b5d20c9e-6f31-4e87-a4d9-08c17be3f102',
} as const;

export const readerRoles = [
  'Synchronization.Read.All',
  'Application.Read.All',
  'Organization.Read.All',
  'AuditLog.Read.All',
  'Directory.Read.All',
];
/** A right of people that no application has. https://learn.microsoft.com/graph/api/onpremisesagent-list */
export const agentsPermission = 'OnPremisesPublishingProfiles.ReadWrite.All';
export const operatorRoles = ['Synchronization.ReadWrite.All'];

export function applications(): Application[] {
  return [
    { clientId: clients.readerClientId, federatedSubjects: [clients.readerIdentityObjectId] },
    { clientId: clients.operatorClientId, federatedSubjects: [clients.operatorIdentityObjectId] },
  ];
}

export function identities(): ManagedIdentity[] {
  return [
    { clientId: clients.readerIdentityClientId, objectId: clients.readerIdentityObjectId },
    { clientId: clients.operatorIdentityClientId, objectId: clients.operatorIdentityObjectId },
  ];
}

/** Consent to both applications. */
export function fullConsent(): Record<string, string[]> {
  return { [clients.readerClientId]: [...readerRoles], [clients.operatorClientId]: [...operatorRoles] };
}

/** The same where the reader stands in for a person who may ask for agents. */
export function consentWithAgents(): Record<string, string[]> {
  return { ...fullConsent(), [clients.readerClientId]: [...readerRoles, agentsPermission] };
}
