import { generate } from 'selfsigned';

/** A throw-away certificate for 127.0.0.1 and localhost, valid for a month; it signs nothing but itself. Whoever trusts several finds each by its name. */
export async function createCertificate(nowInMs: number, commonName = 'localhost'): Promise<{ key: string; cert: string }> {
  const day = 86_400_000;
  const made = await generate([{ name: 'commonName', value: commonName }], {
    keyType: 'ec',
    curve: 'P-256',
    algorithm: 'sha256',
    notBeforeDate: new Date(nowInMs - day),
    notAfterDate: new Date(nowInMs + 30 * day),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  return { key: made.private, cert: made.cert };
}
