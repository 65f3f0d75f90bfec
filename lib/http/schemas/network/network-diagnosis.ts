import * as z from 'zod';
import { count } from '../common.ts';
import { confidence } from '../error.ts';
import { product } from './endpoint.ts';

const source = z.url().meta({ description: 'The page that says so.' });
const phase = z.enum(['connect', 'configure', 'initial-sync']).meta({ description: 'A page of the wizard, or the first synchronization.' });
const step = z
  .enum(['sign-in', 'discovery', 'anchor', 'directory-discovery', 'relay', 'directory'])
  .meta({ description: 'What a host does; of the regional hosts (`anchor`, `relay`) one of several is enough.' });
const host = z.string();

// Lines of a text, from 1; without `to` to the end.
const lineRun = z.object({ from: z.int(), to: z.int().optional() });

const FoundRow = z
  .object({
    id: z.string().meta({ description: 'The `id` of the endpoint.' }),
    host: host.meta({ description: 'A name, or `*.` and a suffix.' }),
    port: z.int(),
    purpose: z.string().meta({ description: 'What the product needs it for.' }),
    source,
  })
  .meta({ id: 'FoundEndpoint' });

const MissingStep = z
  .object({ phase, step, host: host.meta({ description: 'The name to be expected, or its form.' }), port: z.int(), source })
  .meta({ id: 'MissingStep' });

export const NetworkDiagnosis = z
  .object({
    product,
    lines: z.object({
      understood: count.meta({ description: 'Lines or entries that could be read.' }),
      notUnderstood: count.meta({ description: 'Lines or entries that nothing is concluded from.' }),
    }),
    notUnderstoodAt: z.array(lineRun).optional().meta({ description: 'Lines of a log, from 1; without `to` to the end.' }),
    refusedAt: z.array(lineRun).optional().meta({ description: 'Those that show a refusal, at most ten thousand runs.' }),
    phases: z.array(
      z.object({
        phase,
        heading: z.string().meta({ description: 'Its name on the page of Microsoft.' }),
        securityContext: z.enum(['signed-in user', 'service account']).meta({ description: 'Whose proxy settings hold.' }),
        foundBy: z.enum(['heading', 'order']).meta({ description: '`order`: concluded from the order of the hosts.' }),
        complete: z.boolean().meta({ description: 'Whether each of its steps came, answered or not, and was understood.' }),
      }),
    ),
    reached: z.array(FoundRow).meta({
      description: 'Of a log what answered; of a list what it opens, at least in part.',
    }),
    missing: z.array(z.union([FoundRow, MissingStep])).meta({
      description: 'Of a log the steps that never came; of a list what it does not open.',
    }),
    refused: z
      .array(
        z.object({
          host,
          status: z.union([z.int(), z.enum(['dns', 'tls', 'timeout'])]).meta({
            description: '`timeout`: also a tunnel that broke off. `dns`: also a program that found no connection.',
          }),
        }),
      )
      .meta({ description: 'Needed hosts that did not answer, with the number that the log gives. A 407 before a success is none.' }),
    notSeen: z.array(FoundRow).meta({ description: 'What the log never shows; no fault by itself.' }),
    ignored: z.array(z.object({ host, why: z.string(), source })).meta({ description: 'Hosts that nothing depends on.' }),
    sequenceStopsAt: z.object({ phase, step }).nullable().meta({
      description: 'The first step that never came and that nothing of its phase follows; null where no phase stops.',
    }),
    advice: z
      .array(
        z.object({
          rule: z
            .string()
            .meta({ description: 'A rule of `GET /connectivity/endpoints`, or an entry of the catalogue as `{family}/{code}`.' }),
          says: z.string().meta({ description: 'What holds.' }),
          advice: z.string().optional().meta({ description: 'What to do; absent where nothing is to be done.' }),
          hosts: z.array(host).meta({ description: 'At most twenty.' }),
          confidence,
          source,
          links: z.array(z.url()).meta({ description: 'Pages beside the source.' }),
          codes: z.array(z.string()).meta({ description: 'Entries of the catalogue that tell more, as `{family}/{code}`.' }),
        }),
      )
      .meta({ description: 'What comes first goes first.' }),
  })
  .meta({ id: 'NetworkDiagnosis' });
