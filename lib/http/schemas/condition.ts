import * as z from 'zod';
import { conditions } from '../../domain/condition.ts';

export const condition = z.enum(conditions).meta({ id: 'Condition' });
