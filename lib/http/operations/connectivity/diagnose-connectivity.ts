import * as z from 'zod';
import { diagnoseConnectivity } from '../../../application/diagnose/diagnose-connectivity.ts';
import { HttpProblemError } from '../../problems/problem.ts';
import { emptyPath, emptyQuery } from '../../schemas/common.ts';
import { product } from '../../schemas/network/endpoint.ts';
import { NetworkDiagnosis } from '../../schemas/network/network-diagnosis.ts';
import { defineOperation } from '../define-operation.ts';

// Quotes and tabs of a log take two bytes each in JSON, so the body may be longer than the log.
const [longestLogInBytes, longestBodyInBytes] = [5 * 1024 * 1024, 6 * 1024 * 1024];

const example = {
  log: '1/11/2016 8:31 connect://login.microsoftonline.com:443\n1/11/2016 8:31 connect://adminwebservice.microsoftonline.com:443 403',
};

const Question = z
  .strictObject({
    log: z.string().optional().meta({ description: 'At most 5 MB.' }),
    hosts: z.array(z.string().max(2_083)).max(20_000).optional().meta({ description: 'What a firewall lets through, one entry each.' }),
    product: product.optional().meta({ description: 'Unless told: what the report of the script names, else `connect`.' }),
  })
  .refine(({ log, hosts }) => (log === undefined) !== (hosts === undefined), 'needs either log or hosts')
  .meta({ id: 'DiagnoseRequest', examples: [example] });

/** Judges a proxy log or a list of hosts by the tables of hosts and ports. */
export const diagnoseConnectivityOperation = defineOperation({
  id: 'diagnose-connectivity',
  role: 'Reader',
  tag: 'Connectivity',
  summary: 'Diagnose a proxy log, a test or a list of hosts',
  description:
    'Reads logs of Squid (native, combined), W3C extended logs, tables with a header such as feeds of Zscaler, `connect://host:443`, plain addresses, the report of `check-connectivity.ps1`, the output of `Invoke-WebRequest` and texts of the wizard, also mixed. Other forms are not understood. Nothing of it is stored or logged.',
  path: emptyPath,
  query: emptyQuery,
  body: { schema: Question, limitInBytes: longestBodyInBytes, isPasted: true },
  answers: { 200: { description: 'What it tells; a healthy log has nothing missing, refused or advised.', schema: NetworkDiagnosis } },
  problems: [],
  async handle({ deps, body }) {
    const length = Buffer.byteLength(body.log ?? '');
    if (length > longestLogInBytes) {
      throw new HttpProblemError('PayloadTooLarge', `The log has ${length} bytes; the limit is ${longestLogInBytes}.`);
    }
    const diagnosis = await diagnoseConnectivity(deps.catalogue, body);
    return { body: () => diagnosis };
  },
});
