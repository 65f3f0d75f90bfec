import * as z from 'zod';

const RsaKeySchema = z.object({
  kty: z.literal('RSA'),
  kid: z.string().min(1).max(256),
  n: z.string().min(1),
  e: z.string().min(1),
  // Entra's keys name no algorithm: they are held to the one that its tokens have.
  alg: z.literal('RS256').optional(),
  use: z.literal('sig').optional(),
  key_ops: z
    .array(z.string())
    .refine((operations) => operations.includes('verify'))
    .optional(),
  issuer: z.string().optional(),
});
const KeySetSchema = z.object({ keys: z.array(z.unknown()) });

/** A key that may have signed a token. */
export type SigningKey = z.infer<typeof RsaKeySchema>;

/** Which key is looked for, and for whom it has to be good. */
export interface WantedKey {
  kid: string;
  tenantId: string;
  /** Any of these is the one who may sign for the tenant. */
  issuers: readonly string[];
}

/** The keys of an answer that can have signed a token. @throws Error when there is none: a set without keys withdraws nothing. */
export function parseKeySet(text: string): SigningKey[] {
  const keys = KeySetSchema.parse(JSON.parse(text)).keys.flatMap((key) => {
    const parsed = RsaKeySchema.safeParse(key);
    return parsed.success ? [parsed.data] : [];
  });
  if (keys.length === 0) throw new Error('The answer holds no key that signs tokens.');
  return keys;
}

/**
 * The key of that id, unless it signs for another issuer: one endpoint serves the keys of many tenants.
 * https://learn.microsoft.com/entra/identity-platform/access-tokens#validate-the-issuer
 */
export function selectKey(keys: readonly SigningKey[], { kid, tenantId, issuers }: WantedKey): SigningKey | undefined {
  return keys.find((key) => key.kid === kid && (key.issuer === undefined || issuers.includes(key.issuer.replace('{tenantid}', tenantId))));
}
