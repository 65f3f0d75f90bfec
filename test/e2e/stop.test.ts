import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { freePorts, launch, processesWith, startWorld, until } from '../support/worlds/start-world.ts';

const used: number[] = [];

async function claimPorts(): Promise<number> {
  const port = await freePorts(28_071 + 700 * used.length);
  used.push(port);
  return port;
}

function leftBehind(port: number): string[] {
  return [...processesWith(`demo-${port}`), ...processesWith(`--port ${port}`)];
}

afterAll(() => {
  for (const port of used) rmSync(`.local/demo-${port}`, { recursive: true, force: true });
});

describe('npm start', () => {
  it.each(['SIGTERM', 'SIGKILL'] as const)(
    'leaves no process behind when npm gets %s',
    async (signal) => {
      const port = await claimPorts();
      const npm = launch('npm', ['start', '--', '--port', String(port)], { ...process.env, TENANT_IDS: '' });
      npm.stderr.resume();
      let output = '';
      npm.stdout.setEncoding('utf8').on('data', (text: string) => {
        output += text;
      });
      await until(() => /^READY /m.test(output), 'it is ready', 60_000);
      expect(leftBehind(port).length).toBeGreaterThan(2);
      npm.kill(signal);

      await until(() => leftBehind(port).length === 0, 'every process is gone').finally(() => {
        for (const stream of [npm.stdout, npm.stderr]) stream.destroy();
      });
    },
    90_000,
  );

  it('lets the environment win over the demo: without tenants it is ready at once, and its children end when it is killed', async () => {
    const port = await claimPorts();
    const world = await startWorld(['--port', String(port)], { TENANT_IDS: '' });

    expect(world.lines.join('\n')).toContain('0 tenants tried, 0 jobs found, 0 tenants could not be read');
    const status = (await (await fetch(`${world.urls.api}/status`)).json()) as { tenants: unknown; jobs: { total: number } };
    expect(status).toMatchObject({ tenants: { total: 0, unreadable: [] }, jobs: { total: 0 } });
    await world.stop('SIGKILL');
    await until(() => leftBehind(port).length === 0, 'every process is gone');
  }, 90_000);
});
