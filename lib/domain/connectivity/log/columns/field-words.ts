import { type Saying, sayingOf, says } from '../text/outcomes.ts';

// `authentication_failed` of Blue Coat: https://techdocs.broadcom.com/us/en/symantec-security-software/web-and-network-security/proxysg/7-3.html
const [ofSignIn, ofOthers] = [/auth\w*?[\s_-]{1,3}(?:is |was |has )?(?:fail|requir)/i, /server|host|origin|cert|client|ssl|tls/i];
// `No block rule matched`, `not blocked`, `unblocked`, `no error`
const negated =
  /\bun(?:block|reject|drop|forbid)\w*|\b(?:no|not|non|never|without)[\s_-]{1,3}(?:block|den|reject|drop|forbid|refus|err|fail|exception|time.?out|problem|threat)\w*/gi;

/** What the words of a field say by themselves, whatever else is in its row. */
export interface FieldWords {
  field: string;
  /** Without what did not happen, as `not blocked`. */
  rest: string;
  saying: Saying;
  isOfSignIn: boolean;
  /** Found when it is first asked for. */
  hasPassed?: boolean;
}

export function findWords(field: string): FieldWords {
  const saying = sayingOf(field, 0, field.length);
  if ((saying & says.failure) === 0) return { field, rest: field, saying, isOfSignIn: false };
  const rest = field.replace(negated, '');
  return {
    field,
    rest: rest.trim() === '' ? '' : rest,
    saying: rest === field ? saying : sayingOf(rest, 0, rest.length),
    isOfSignIn: ofSignIn.test(rest) && !ofOthers.test(rest),
  };
}
