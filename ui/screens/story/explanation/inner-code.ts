/**
 * The number of the sign-in that a message carries besides what it is explained by: the page tells its meaning beside, for it may say more
 * exactly what is wrong. Undefined where there is none, or where it is what is explained already.
 * https://learn.microsoft.com/entra/identity-platform/reference-error-codes
 */
export function innerCodeOf(message: string | undefined, explained: string | undefined): string | undefined {
  const codes: readonly string[] = message?.match(/\bAADSTS\d{4,8}\b/g) ?? [];
  return explained !== undefined && codes.includes(explained) ? undefined : codes[0];
}
