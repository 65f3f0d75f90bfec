import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('../../fixtures/graph/', import.meta.url);

/** A job as Graph sends it, fresh each time: a test may change it. */
export function jobFixture(name: string): Record<string, unknown> & { status: Record<string, unknown> } {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8'));
}

export function allJobFixtures(): unknown[] {
  return readdirSync(folder).map((file) => JSON.parse(readFileSync(new URL(file, folder), 'utf8')));
}
