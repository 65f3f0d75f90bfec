import * as z from 'zod';
import { count } from './common.ts';
import { product } from './endpoint.ts';
import { confidence } from './error.ts';

const source = z.url();
const phase = z.enum(['connect', 'configure', 'initial-sync']);
const step = z.enum(['sign-in', 'discovery', 'anchor', 'directory-discovery', 'relay', 'directory']);
const host = z.string();

const FoundRow = z
  .object({
    id: z.string().meta({ description: 'The `id` of the endpoint.' }),
    host: host.meta({ description: 'A name, or `*.` and a suffix.' }),
    port: z.int(),
    purpose: z.string(),
    source,
  })
  .meta({ id: 'FoundEndpoint' });

const MissingStep = z
  .object({ phase, step, host: host.meta({ description: 'The name to be expected, or its form.' }), port: z.int(), source })
  .meta({ id: 'MissingStep' });

export const NetworkDiagnosis = z
  .object({
    product,
    lines: z.object({ understood: count, notUnderstood: count }),
    phases: z.array(
      z.object({
        phase,
        heading: z.string(),
        securityContext: z.enum(['signed-in user', 'service account']).meta({ description: 'Whose proxy settings hold.' }),
        foundBy: z.enum(['heading', 'order']).meta({ description: '`order`: concluded from the order of the hosts.' }),
        complete: z.boolean(),
      }),
    ),
    reached: z.array(FoundRow),
    missing: z.array(z.union([FoundRow, MissingStep])).meta({
      description: 'Of a log the steps of the reference sequence that never came; of a list the endpoints that it does not open.',
    }),
    refused: z.array(
      z.object({
        host,
        status: z.union([z.int(), z.enum(['dns', 'tls', 'timeout'])]).meta({
          description: '`timeout`: also a tunnel that broke off. `dns`: also a program that found no connection, which reads alike.',
        }),
      }),
    ),
    notSeen: z.array(FoundRow).meta({ description: 'What the log never shows; no fault by itself.' }),
    ignored: z.array(z.object({ host, why: z.string(), source })),
    sequenceStopsAt: z
      .object({ phase, step })
      .nullable()
      .meta({ description: 'The first step that never came, where nothing of its phase comes after it.' }),
    advice: z
      .array(
        z.object({
          rule: z
            .string()
            .meta({ description: 'A rule of `GET /connectivity/endpoints`, or an entry of the catalogue as `{family}/{code}`.' }),
          says: z.string(),
          advice: z.string().optional(),
          hosts: z.array(host).meta({ description: 'At most twenty.' }),
          confidence,
          source,
          links: z.array(z.url()),
          codes: z.array(z.string()),
        }),
      )
      .meta({ description: 'What comes first goes first.' }),
  })
  .meta({ id: 'NetworkDiagnosis' });
