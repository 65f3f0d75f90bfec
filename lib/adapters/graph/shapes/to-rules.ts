import * as z from 'zod';
import { cleanText } from '../../../domain/clean-text.ts';
import type { ObjectMapping, RuleReading, SynchronizationRule } from '../../../domain/job/rules/synchronization-rule.ts';

/** More than any template of Microsoft's has; a schema is written by whoever administers the tenant. */
const mostRules = 50;
const mostMappings = 50;
const longestName = 200;

const text = z.string().nullish().catch(undefined);
const MappingSchema = z.object({
  sourceObjectName: z.string().min(1),
  targetObjectName: text,
  enabled: z.boolean().nullish().catch(undefined),
});
const RuleSchema = z.object({
  id: z.string().min(1).max(longestName),
  name: text,
  sourceDirectoryName: text,
  targetDirectoryName: text,
  objectMappings: z.array(z.unknown()).nullish().catch(undefined),
});
const SchemaSchema = z.object({ synchronizationRules: z.array(z.unknown()) });

/** The rules of a schema, `truncated` where some of it is left out or cannot be understood; undefined where it is none. https://learn.microsoft.com/graph/api/resources/synchronization-synchronizationschema */
export function toRules(body: unknown): Omit<RuleReading, 'readAt'> | undefined {
  const { data } = SchemaSchema.safeParse(body);
  if (data === undefined) return undefined;
  const entries = data.synchronizationRules.flatMap((entry) => RuleSchema.safeParse(entry).data ?? []);
  const rules = entries.slice(0, mostRules).map(toRule);
  const mappings = entries.reduce((sum, { objectMappings }) => sum + (objectMappings?.length ?? 0), 0);
  const shown = rules.reduce((sum, { objectMappings }) => sum + objectMappings.length, 0);
  return { rules, truncated: rules.length < data.synchronizationRules.length || shown < mappings };
}

function toRule({ id, name, sourceDirectoryName, targetDirectoryName, objectMappings }: z.infer<typeof RuleSchema>): SynchronizationRule {
  const names = { name, sourceDirectoryName, targetDirectoryName };
  const told = Object.entries(names).flatMap(([key, value]) => (value ? [[key, cleanText(value, longestName)]] : []));
  return { id, ...Object.fromEntries(told), objectMappings: (objectMappings ?? []).slice(0, mostMappings).flatMap(toMapping) };
}

function toMapping(entry: unknown): ObjectMapping[] {
  const { data } = MappingSchema.safeParse(entry);
  if (data === undefined) return [];
  return [
    {
      sourceObjectName: cleanText(data.sourceObjectName, longestName),
      targetObjectName: cleanText(data.targetObjectName ?? '', longestName),
      ...(typeof data.enabled === 'boolean' && { isEnabled: data.enabled }),
    },
  ];
}
