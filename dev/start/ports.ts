import { createServer } from 'node:net';

export interface WorldPorts {
  api: number;
  graph: number;
  authority: number;
  teams: number;
  queues: number;
  tables: number;
  blobs: number;
}

export function portsFrom(api: number): WorldPorts {
  return { api, graph: api + 1, authority: api + 2, teams: api + 3, queues: api + 4, tables: api + 5, blobs: api + 6 };
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(false));
    probe.listen({ port, host: '127.0.0.1', exclusive: true }, () => probe.close(() => resolve(true)));
  });
}

/** @throws Error that names the first taken port, what wanted it, and the flag that chooses others. */
export async function requireFreePorts(ports: Partial<WorldPorts>): Promise<void> {
  for (const [part, port] of Object.entries(ports)) {
    if (!(await isFree(port))) {
      throw new Error(
        `Port ${port} (${part}) is taken. Choose seven others in a row with: npm start -- --port ${nextRange(ports.api ?? port)}`,
      );
    }
  }
}

function nextRange(api: number): number {
  return api + 100 <= 65_529 ? api + 100 : 17_071;
}
