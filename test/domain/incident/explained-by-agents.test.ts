import { describe, expect, it } from '@jest/globals';
import { conditions } from '../../../lib/domain/condition.ts';
import { isExplainedByAgents } from '../../../lib/domain/incident/explained-by-agents.ts';

const none = 'HybridIdentityServiceNoActiveAgents';

describe('agents that are down explain of a job', () => {
  it('its silence, and failing runs and the quarantine that comes of them where the code is of the agents', () => {
    const causes = [none, 'TimeOut', 'HybridIdentityServiceNobodyKnowsThis'];
    expect(isExplainedByAgents({ condition: 'silent', causeCode: 'silent' })).toBe(true);
    for (const causeCode of causes) {
      expect(isExplainedByAgents({ condition: 'completeFailures', causeCode })).toBe(true);
      expect(isExplainedByAgents({ condition: 'quarantine', causeCode })).toBe(true);
      expect(isExplainedByAgents({ condition: 'quarantine', causeCode, quarantineReason: 'EncounteredQuarantineException' })).toBe(true);
    }
  });

  it('nothing whose code is of something else', () => {
    const causes = ['TooManyDeletes', 'AzureActiveDirectoryInvalidCredential', 'HybridSynchronizationActiveDirectoryInvalidCredentials'];
    for (const causeCode of [...causes, 'quarantine', 'EncounteredBaseEscrowThreshold', 'NobodyKnowsThis'])
      for (const condition of ['quarantine', 'completeFailures'] as const)
        expect(isExplainedByAgents({ condition, causeCode })).toBe(false);
  });

  it('no quarantine with a reason of its own, whatever its last run failed with', () => {
    const reasons = ['TooManyDeletes', 'EncounteredBaseEscrowThreshold', 'QuarantinedOnDemand', 'NobodyKnowsThis'];
    for (const quarantineReason of [...reasons, 'EncounteredQuarantineException, EncounteredTotalEscrowThreshold'])
      expect(isExplainedByAgents({ condition: 'quarantine', causeCode: none, quarantineReason })).toBe(false);
  });

  it('neither that it is switched off nor that it nears a limit, nor anything that is not of a job', () => {
    const explained = conditions.filter((condition) => isExplainedByAgents({ condition, causeCode: none }));
    expect(explained).toEqual(['quarantine', 'completeFailures', 'silent']);
  });
});
