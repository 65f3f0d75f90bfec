// Nobody pastes more of these; a log has its lines as they are.
const longestPaste = 262_144;
const mayAsk = /statuscode|%\{(?:http_code|response_code|http_connect)\}/i;
const programs = '(?:invoke-webrequest|invoke-restmethod|iwr|irm|curl(?:\\.exe)?)';
const command = new RegExp(`(?:^|[^\\w-])${programs}(?![\\w-])`, 'i');
const parameterOfProxy = /\s(?:-x|--proxy|-proxy)[\s=:]+\S+/gi;
const address = /\bhttps?:\/\/[\w-]+\./i;

/** Answers what a tool would say else of what it has printed alone; undefined for anything else. */
type NamePrinted = (line: string) => string | undefined;

/**
 * Puts an answer that a command of PowerShell or curl prints alone, since it was asked for nothing else, as they print it among others:
 * `Forbidden` below `$_.Exception.Response.StatusCode`, `407` below `-w "%{http_code}"`. Only the next thing that is printed can be it, and
 * only below a command that names its host. The lines keep their numbers.
 */
export function namePrinted(text: string): string {
  if (text.length > longestPaste || !mayAsk.test(text)) return text;
  let hasHost = false;
  let name: NamePrinted | undefined;
  return text.replace(/[^\r\n]+/g, (line) => {
    const isCommand = command.test(line);
    if (isCommand) hasHost = address.test(line.replace(parameterOfProxy, ''));
    const asked = askedBy(line);
    if (asked !== undefined || isCommand) {
      name = hasHost ? asked : undefined;
      return line;
    }
    if (name === undefined || isBetween.test(line)) return line;
    const named = name(line);
    name = undefined;
    return named ?? line;
  });
}

// The end of a script, the line below the name of a column, what curl shows of its progress.
const isBetween = /^[\s{}>-]*$|^\s*%\s+total\s|^\s*dload\s|:--\s/i;
// Not where it is compared with something.
const property = /\.statuscode\b(?!\s*-[a-z]{2,})|(?:select|select-object|format-table|ft|-expandproperty)\s.{0,40}\bstatuscode\b/i;
const column = /^\s*statuscode(?:\s+statusdescription)?\s*$/i;

function askedBy(line: string): NamePrinted | undefined {
  const format = formatOf(line);
  if (format !== undefined) return namerOfCurl(format);
  return property.test(line) || column.test(line) ? nameOfPowerShell : undefined;
}

// https://learn.microsoft.com/dotnet/api/system.net.httpstatuscode
const statuses: ReadonlyMap<string, number> = new Map(
  Object.entries({
    ok: 200,
    created: 201,
    accepted: 202,
    nocontent: 204,
    movedpermanently: 301,
    moved: 301,
    found: 302,
    redirect: 302,
    seeother: 303,
    temporaryredirect: 307,
    badrequest: 400,
    unauthorized: 401,
    forbidden: 403,
    notfound: 404,
    methodnotallowed: 405,
    proxyauthenticationrequired: 407,
    requesttimeout: 408,
    toomanyrequests: 429,
    internalservererror: 500,
    notimplemented: 501,
    badgateway: 502,
    serviceunavailable: 503,
    gatewaytimeout: 504,
  }),
);
const alone = /^\s*(?:[a-z][a-z ]{0,30}[:=]\s*)?(?:([1-5]\d\d)(?:\s+[a-z][a-z -]{0,40})?|([a-z][a-z ]{1,40}))\s*$/i;

function nameOfPowerShell(line: string): string | undefined {
  const [, digits, words = ''] = alone.exec(line) ?? [];
  const status = digits === undefined ? statuses.get(words.replaceAll(' ', '').toLowerCase()) : Number(digits);
  return status === undefined ? undefined : `StatusCode : ${status}`;
}

const writeOut = /\s(?:-[a-z]*w|--write-out)[\s=]*(?:"([^"]{1,200})"|'([^']{1,200})'|(\S{1,200}))/i;
const variable = /%%?\{(\w{1,40})\}/g;
const ofStatus = /%\{(?:http_code|response_code|http_connect)\}/i;

/** The line of the format of `--write-out` that holds a status, where only one does: https://curl.se/docs/manpage.html#-w */
function formatOf(line: string): string | undefined {
  if (!command.test(line)) return undefined;
  const [, ...formats] = writeOut.exec(line) ?? [];
  const format = formats.find((one) => one !== undefined);
  const parts = format?.split(/(?:\\[nr])+/).filter((part) => ofStatus.test(part)) ?? [];
  return parts.length === 1 ? parts[0] : undefined;
}

// Without an end of the line in its format, what follows stands behind it: the next prompt.
const prompt = '(?=\\s*$|PS [a-z]:|[a-z]:\\\\|\\[?[a-z][\\w.-]*@)';
const literal = /[.*+?^${}()|[\]\\]/g;

function namerOfCurl(format: string): NamePrinted {
  const names: string[] = [];
  const pattern = format
    .trim()
    .split(variable)
    .map((part, place) => {
      if (place % 2 === 0) return part.replace(literal, '\\$&');
      const isStatus = /^(?:http_code|response_code|http_connect)$/i.test(part);
      if (isStatus) names.push(part.toLowerCase());
      return isStatus ? '(\\d{3})' : '\\S{0,200}?';
    })
    .join('');
  const printed = new RegExp(`^\\s*${pattern}${prompt}`, 'i');
  return (line) => {
    const numbers = printed.exec(line)?.slice(1).map(Number) ?? [];
    const numberOf = (isOfTunnel: boolean) => numbers.find((_, place) => (names[place] === 'http_connect') === isOfTunnel) ?? 0;
    if (numberOf(true) >= 300) return `curl: (56) CONNECT tunnel failed, response ${numberOf(true)}`;
    return numberOf(false) > 0 ? `HTTP/1.1 ${numberOf(false)}` : undefined;
  };
}
