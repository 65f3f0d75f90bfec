import * as z from 'zod';
import { clouds, products } from '../../../domain/connectivity/tables/endpoint-row.ts';
import { confidence } from '../error.ts';

export const product = z
  .enum(products)
  .meta({ id: 'Product', description: 'Entra Connect Sync, or the provisioning agent of Cloud Sync.' });
export const cloud = z.enum(clouds).meta({ description: 'The cloud of Microsoft.' });

const asOf = z.string().meta({ description: 'The date of the page that was read: a day, a month or a year.' });
const source = z.url().meta({ description: 'The page that says so.' });
const feature = z.enum(['password-writeback', 'seamless-sso']);

export const Endpoint = z
  .object({
    id: z.string().meta({ description: 'Stays the same; made of product, host and port.' }),
    product,
    cloud,
    host: z.string().meta({ description: 'A name, or `*.` and a suffix: all names below it.', example: '*.microsoftonline.com' }),
    alsoMatchApex: z.boolean().meta({ description: 'Whether `*.` stands for the name below it too.' }),
    path: z.string().optional().meta({ description: 'What the page prints behind the host.' }),
    port: z.int(),
    protocol: z.enum(['HTTP', 'HTTPS']),
    direction: z.literal('outbound'),
    purpose: z.string().meta({ description: 'What the product needs it for.' }),
    phase: z.enum(['runtime', 'registration', 'browser']).optional().meta({ description: '`browser`: needed by browsers of users.' }),
    feature: feature.optional().meta({ description: 'Needed only where it is used.' }),
    required: z.boolean().meta({ description: 'Whether the product stops where it is closed.' }),
    since: z.string().optional().meta({ description: 'The first build that needs it.' }),
    listedToday: z.boolean().nullable().meta({ description: 'Whether the newest copy that was read has it; null: it could not be read.' }),
    superseded: z.boolean().meta({ description: 'Whether another row has taken its place: then it need not be open.' }),
    supersededBy: z.array(z.string()).optional().meta({ description: 'The hosts in its place.' }),
    source,
    asOf,
    note: z.string().optional().meta({ description: 'What the pages say differently.' }),
  })
  .meta({ id: 'Endpoint' });

const IgnorableHost = z
  .object({
    host: z.string(),
    why: z.string(),
    except: z.array(z.string()).meta({ description: 'Hosts below it that are needed all the same.' }),
    source,
    asOf,
  })
  .meta({ id: 'IgnorableHost' });

const NetworkRule = z
  .object({
    id: z.string(),
    says: z.string().meta({ description: 'What holds.' }),
    advice: z.string().optional().meta({ description: 'What to do where it is broken.' }),
    confidence,
    codes: z.array(z.string()).meta({ description: 'Entries of the catalogue that tell more, as `{family}/{code}`.' }),
    source,
    links: z.array(z.url()).meta({ description: 'Pages beside the source.' }),
    asOf,
  })
  .meta({ id: 'NetworkRule' });

export const EndpointList = z
  .object({
    value: z.array(Endpoint),
    ignorable: z.array(IgnorableHost).meta({ description: 'Hosts that logs show and no rule needs.' }),
    rules: z.array(NetworkRule),
  })
  .meta({ id: 'EndpointList' });
