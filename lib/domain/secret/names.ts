const { raw } = String;

/** What is called so is a secret, wherever it stands, whatever it looks like. */
export const secretNames = [
  '(?:client|consumer|app|application|shared|webhook)[_-]?secret(?:[_-]?value)?',
  'secret[_-]?(?:text|value)',
  '(?:client[_-]?|(?<![a-z]))assertion',
  '(?:access|refresh|id|auth|bearer|session|security|private|deploy|webhook|api|sas)[_-]?token',
  'id_token_hint|device_code|code_verifier|(?:oauth2)?authorization[_-]?code',
  '(?:account|storage|access|primary|secondary|subscription|api|app|consumer|functions?|master|host|private|signing|encryption|ssh|sas)[_-]?key',
  '(?:client|private)[_-]key[_-]data',
  'shared[_-]?access[_-]?signature',
  'x-functions-(?:key|clientid)|aeg-sas-(?:key|token)|instrumentation[_-]?key',
  raw`(?:x-)?identity[_-]header|x-ms-(?:token|client-principal)[\w-]*|x-ms-authorization-auxiliary|x-zumo-auth`,
  raw`(?<![\w-])x-[\w-]*(?:token|secret|signature|api-?key)`,
  raw`appserviceauthsession|estsauth\w*|saml(?:request|response|art)`,
  '(?<![a-z])(?:sig|pass(?:word|wd|phrase)|pwd)',
].join('|');

/** A word of every day, which a colon follows in every sentence: only `=`, or quotes around it, make it the name of a field. */
export const wordNames = [
  raw`[\w-]*(?:secret|token|pass(?:word|wd|phrase|code)|pwd|signature(?:value)?|credential|[_-]pass|session_?id)s?`,
  raw`[\w-]*(?:webhook|heartbeat)[_-]?ur[il]`,
  'pass|pw|otp|nonce|jwt|tempauth',
].join('|');

/** As an option of a command names it, after its hyphens. */
export const optionNames = raw`[\w-]*?(?:secret|token|pass(?:word|wd|phrase|code)|pwd|(?:account|access|api|storage|subscription|sas)-?key|sig)`;

/** As somebody tells of it; in several languages, since reasons are written by people. */
export const spokenNames = [
  '(?:(?:client|app|application|shared|consumer)[ _-])?secrets?(?:[ _-]?(?:value|text|key))?',
  raw`(?:(?:access|refresh|bearer|api|sas)[ _-])?tokens?|\bPATs?`,
  '(?:pass(?:word|wort|wd|code|phrase)|kennwort|pwd|pass|pw|mdp|mot de passe|contraseña|senha|wachtwoord|hasło|пароль|パスワード|密码)s?',
  '(?:api|access|account|storage|shared|signing|primary|secondary|subscription|function|host|master)[ _-]?keys?',
  '(?:zugangs|konto|api-?)schlüssel|zugangsdaten|anmeldedaten|credentials?',
].join('|');

/** Addresses that are keys themselves: whoever has one can send, or say that all is well. */
export const secretAddresses = [
  raw`\.webhook\.office(?:365)?\.(?:com|us)/webhookb2/|outlook\.office(?:365)?\.com/webhook/`,
  raw`hooks\.slack(?:-gov)?\.com/(?:services|workflows|triggers)/|discord(?:app)?\.com/api/webhooks/`,
  raw`hooks\.zapier\.com/hooks/catch/|maker\.ifttt\.com/(?=\S*/key/)|api\.telegram\.org/bot`,
  raw`hc-ping\.com/(?=[\w-]{22,}|ping/)|cronitor\.link/p/|/api/v1/heartbeat/|events\.pagerduty\.com/integration/`,
].join('|');
