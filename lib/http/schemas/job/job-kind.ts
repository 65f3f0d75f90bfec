import * as z from 'zod';
import { jobKinds } from '../../../domain/job/kind/job-kind.ts';

export const jobKind = z
  .enum(jobKinds)
  .meta({ id: 'JobKind', description: 'What the job is for, by its template or the beginning of its id.' });
