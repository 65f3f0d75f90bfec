/** Names of products, tools and hosts of this world. What any product may print means something of the catalogue only beside one of them. */
const ours = new RegExp(
  [
    String.raw`\b(?:entra|azure ?ad\w*|azure ?active ?directory\w*|azure2azure|azure-?ad\w*|aad\w*|ms ?graph|microsoft[ .]?graph|graph api|graph\.microsoft|microsoftonline|adsync\w*|dirsync|ecma2?\w*|scim\w*)\b`,
    String.raw`\b(?:(?:ad|cloud|connect|directory|cross-tenant|hash|job|group|user) ?sync\w*|sync status|sync(?:hroni[sz]ation)? (?:job|cycle|service|rule|error|agent|server)s?|synchronization\/jobs)\b`,
    String.raw`\b(?:(?:[a-z]\w*)?provisioning(?!\s?state)\w*|AD2AAD\w+|AAD2AD\w+|on-?premises agent|password ?(?:writeback|reset\w*|hash)|sspr\w*|gmsa|service ?principals?\w*|tenantactionable|quarantine ?(?:reason|detail|status)s?)\b`,
    String.raw`\b(?:get|new|set|update|start|stop|restart|test|connect|remove|invoke)-(?:mg|msol|azuread|adsync|aad|entra)\w*`,
    String.raw`\b(?:export errors?|(?:ad|ecma|entra) connectors?|tenant url|(?:delta|full) synchroni[sz]ation|delta import|metaverse|connect (?:wizard|server|installation|health)|hybrid identity\w*|miiserver\w*|pass-?through authentication|global administrator|msonline|onmicrosoft|interactiveauth|connector (?:space|operations)|run profile|sign-?in (?:error|log|code)s?)\b`,
    String.raw`\b(?:templateId|troubleshootingUrl|steadyState\w+|countSuccessive\w+|escrowsPruned|synchronized\w+|\w+OutDelta|client-request-id|web response\s?:|AADSTS\d|error_codes["']?\s*:\s*\[\s*\d)`,
  ].join('|'),
  'i',
);

/** The shape of an error of Microsoft Graph, or of the execution of a job. */
const errorShape = /(?:^\s*\{|"state"\s*:\s*"\w+",)\s*"error"\s*:\s*\{\s*"code"\s*:|"request-id"/;

/** Words beside which an HTTP status may be one of Microsoft Graph. */
const graph =
  /\b(?:ms|microsoft)? ?graph\b|\/(?:v1\.0|beta)\/|\bservice ?principals?\b|synchronization\/jobs|-mg[a-z]|\bmicrosoftonline\b|provisioning|\bsync\w* jobs?\b/i;
/** The shape of an error of Microsoft Graph's own. */
const graphError = /^\s*\{\s*"error"\s*:\s*\{\s*"code"\s*:|"inner[eE]rror"|"(?:client-)?request-id"/;

/** Words beside which a state may be that of a job. */
const job = /job|provisioning|sync|run profile|templateId|quarantine|schedule|lastExecution|escrow/i;

/** Subjects whose quarantine is that of a job; a horse, a mail and a file have another. */
const jobInQuarantine = /\b(?:jobs?|provision\w*|sync\w*|connector|run profile|enterprise application)\b(?:[^.!?\n]|\.(?=\S))*$/i;

/** Characters between the subject and its quarantine. */
const furthestSubject = 80;

const eventSource = /\b(?:source(?:name)?|provider(?:name)?|provider name)["']?\s*[:=]{1,2}\s*["']?([^"'\r\n>]{1,80})/gi;
const ourSources = /sync|password ?reset|azure ?ad|aad|entra|ecma|active ?directory|provision/i;

/** What is known of a text before it is read: that a job's error said it, or that it names a code which nobody else prints. */
export interface KnownOfText {
  isOfJob: boolean;
  namesOurs?: boolean;
}

/** What kind of text this is; each is found out when it is first asked for. */
export interface TextContext {
  /** The text speaks of Microsoft Entra, its synchronization or Microsoft Graph. */
  isOurs(): boolean;
  /** An HTTP status may be an answer of Microsoft Graph. */
  isOfGraph(): boolean;
  /** The text is, or holds, an error of Microsoft Graph. */
  isGraphError(): boolean;
  /** A state may be that of a job. */
  isOfJob(): boolean;
  /** A job is in quarantine, not somebody else. */
  isQuarantine(): boolean;
  /** The events of the text may be of one of our logs: no other source is named for them. */
  isOurEventLog(): boolean;
}

function once(judge: () => boolean): () => boolean {
  let answer: boolean | undefined;
  return () => {
    answer ??= judge();
    return answer;
  };
}

export function readContext(text: string, { isOfJob, namesOurs = false }: KnownOfText): TextContext {
  const subjectBefore = (at: number): string => text.slice(Math.max(0, at - furthestSubject), at);
  return {
    isOurs: once(() => isOfJob || namesOurs || ours.test(text) || errorShape.test(text)),
    isOfGraph: once(() => isOfJob || graph.test(text) || graphError.test(text)),
    isGraphError: once(() => graphError.test(text)),
    isOfJob: once(() => isOfJob || job.test(text)),
    isQuarantine: once(
      () => isOfJob || [...text.matchAll(/\bquarantine/gi)].some(({ index }) => jobInQuarantine.test(subjectBefore(index))),
    ),
    isOurEventLog: once(() => {
      const sources = Array.from(text.matchAll(eventSource), ([, source = '']) => source);
      return sources.length === 0 || sources.some((source) => ourSources.test(source));
    }),
  };
}
