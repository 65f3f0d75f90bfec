import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTeamsSink, type TeamsSink } from '../../../dev/teams/start-teams-sink.ts';

const card = {
  type: 'message',
  summary: 'QUARANTINE: x',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        type: 'AdaptiveCard',
        version: '1.4',
        body: [{ type: 'Container', id: 'group', items: [] }],
        actions: [
          { type: 'Action.OpenUrl', url: 'https://p.example/incidents/t.h.1' },
          { type: 'Action.OpenUrl', url: 'https://p.example/incidents?condition=x' },
        ],
      },
    },
  ],
};

describe('the Teams sink', () => {
  let sink: TeamsSink;
  beforeEach(async () => {
    sink = await startTeamsSink({ port: 0 });
  });
  afterEach(() => sink.close());

  const post = () => fetch(sink.webhookUrl, { method: 'POST', body: JSON.stringify(card) });
  const cards = async () => (await fetch(`${sink.url}/_cards`)).json();

  it('lists what it took, with kind and incidents, until that is deleted', async () => {
    expect((await post()).status).toBe(202);
    expect(await cards()).toEqual([
      expect.objectContaining({ status: 202, kind: 'group', incidentIds: ['t.h.1'], card: card.attachments[0]?.content }),
    ]);
    expect((await fetch(`${sink.url}/_cards`, { method: 'DELETE' })).status).toBe(204);
    expect(await cards()).toEqual([]);
  });

  it('goes wrong as often as it was told, in the order it was told', async () => {
    const rules = [
      { fault: { kind: 'status', status: 429, headers: { 'retry-after': '3' } } },
      { fault: { kind: 'status', status: 500 }, times: 2 },
    ];
    expect((await fetch(`${sink.url}/_faults`, { method: 'POST', body: JSON.stringify(rules) })).status).toBe(204);
    const answers = [await post(), await post(), await post(), await post()];
    expect(answers.map(({ status }) => status)).toEqual([429, 500, 500, 202]);
    expect(answers[0]?.headers.get('retry-after')).toBe('3');
    expect(await cards()).toHaveLength(1);
  });

  it('refuses a fault it does not know', async () => {
    expect((await fetch(`${sink.url}/_faults`, { method: 'POST', body: '{"fault":{"kind":"earthquake"}}' })).status).toBe(400);
  });

  it('shows a page with Microsoft’s own renderer', async () => {
    expect(await (await fetch(sink.url)).text()).toContain('/adaptivecards.js');
    expect((await (await fetch(`${sink.url}/adaptivecards.js`)).text()).length).toBeGreaterThan(100_000);
    expect((await fetch(`${sink.url}/nothing`)).status).toBe(404);
  });
});
