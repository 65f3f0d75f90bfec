import type { RuleSource } from '../../application/ports/rule-source.ts';
import { toRules } from './shapes/to-rules.ts';
import { createGraphClient } from './transport/graph-client.ts';
import { malformedAnswer } from './transport/graph-errors.ts';
import type { GraphClientOptions } from './transport/send-request.ts';

const operation = 'readRules';

/** Reads the rules of a job out of its schema. https://learn.microsoft.com/graph/api/synchronization-synchronizationschema-get */
export function createRuleSource(options: GraphClientOptions): RuleSource {
  const client = createGraphClient(options);
  return {
    async read({ tenantId, servicePrincipalId, jobId }) {
      const [principal, job] = [servicePrincipalId, jobId].map(encodeURIComponent);
      const path = `/servicePrincipals/${principal}/synchronization/jobs/${job}/schema`;
      const { body, sentAtInMs } = await client.openCall(tenantId).send({ operation, method: 'GET', path, isAboutPeople: true });
      const read = toRules(body);
      if (read === undefined) throw malformedAnswer(operation, 'The schema of the job could not be understood.');
      return { ...read, readAt: new Date(sentAtInMs).toISOString() };
    },
  };
}
