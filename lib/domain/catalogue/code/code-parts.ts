/** At most this many sign-in codes of one message are looked at: a message is not trusted to be short. */
const mostSignInCodes = 10;

/** The sign-in codes inside a message, each once, in upper case. */
export function signInCodes(message: string | undefined): string[] {
  return [...new Set(message?.match(/\bAADSTS\d{3,9}\b/gi) ?? [])].slice(0, mostSignInCodes).map((code) => code.toUpperCase());
}

/** The members of a quarantine reason; "Unknown" tells less than any reason named beside it. */
export function reasonsOf(reason = ''): string[] {
  const members = reason.split(',').map((member) => member.trim());
  return members.sort((one, other) => Number(one === 'Unknown') - Number(other === 'Unknown'));
}
