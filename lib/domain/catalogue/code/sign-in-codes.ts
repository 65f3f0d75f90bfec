/** AADSTS numbers by which the token authority refuses the credential of the application that asks. https://learn.microsoft.com/entra/identity-platform/reference-error-codes */
export const credentialCodes: ReadonlySet<string> = new Set(
  '7000215 7000222 7000218 70002 700024 700025 700027 1000502 700030 50012 50013 50027 50048 70021 700211 700213 7002138 700222'.split(' '),
);

/** AADSTS numbers that only the application's own registration or settings can end: how it may be used, which tenant and cloud it asks. */
export const settingCodes: ReadonlySet<string> = new Set('50059 50194 650059 90002 90038 900382 900439'.split(' '));
