import { readFileSync } from 'node:fs';
import type { HourlyCounts, RequestCounts } from './count-requests.ts';
import type { ReadModelMemory } from './measure-memory.ts';
import type { PassTimes } from './time-passes.ts';

export interface Measured {
  on: string;
  counts: RequestCounts[];
  hourly: HourlyCounts;
  passes: PassTimes;
  memory: ReadModelMemory;
}

export const measuredFile = new URL('measured.json', import.meta.url);

export function readMeasured(): Measured {
  return JSON.parse(readFileSync(measuredFile, 'utf8'));
}
