/** Names of products, tools and hosts of this world. What any product may print means something of the catalogue only beside one of them. */
const ours = new RegExp(
  [
    String.raw`\b(?:entra|azure ?ad\w*|azure ?active ?directory\w*|azure-?ad\w*|aad\w*|ms ?graph|microsoft[ .]?graph|graph\.microsoft|microsoftonline|adsync\w*|dirsync|ecma2?\w*|scim\w*)\b`,
    String.raw`\b(?:(?:ad|cloud|connect|directory|cross-tenant|hash|job|group|user) ?sync\w*|sync(?:hroni[sz]ation)? (?:job|cycle|service|rule|error|agent|server)s?|synchronization\/jobs)\b`,
    String.raw`\b(?:provision(?:ing|ed|er)?|provisioning\w+|on-?premises agent|password ?(?:writeback|reset\w*|hash)|sspr\w*|gmsa|service ?principals?\w*|tenantactionable|quarantine ?(?:reason|detail|status)s?)\b`,
    String.raw`\b(?:get|new|set|update|start|stop|restart|test|connect|remove|invoke)-(?:mg|msol|azuread|adsync|aad|entra)\w*`,
    String.raw`"(?:client-)?request-id"|\bAADSTS\d|^\s*\{\s*"error"\s*:\s*\{\s*"code"\s*:`,
  ].join('|'),
  'i',
);

/** Subjects whose quarantine is that of a job; a horse, a mail and a file have another. */
const jobInQuarantine = /\b(?:jobs?|provision\w*|sync\w*|connector|run profile|enterprise application)\b[^.!?\n]*$/i;

const eventSource = /\b(?:source(?:name)?|provider(?:name)?|provider name)["']?\s*[:=]\s*["']?([^"'\r\n>]{1,80})/gi;
const ourSources = /sync|password ?reset|azure ?ad|aad|entra|ecma|active ?directory|provision/i;

export interface TextContext {
  /** The text speaks of Microsoft Entra, its synchronization or Microsoft Graph. */
  isOurs: boolean;
  /** A job is in quarantine, not somebody else. */
  isQuarantine: boolean;
  /** The events of the text may be of one of our logs: no other source is named for them. */
  isOurEventLog: boolean;
}

/** What kind of text this is. */
export function readContext(text: string): TextContext {
  const sources = [...text.matchAll(eventSource)].map(([, source = '']) => source);
  return {
    isOurs: ours.test(text),
    isQuarantine: [...text.matchAll(/\bquarantine/gi)].some(({ index }) =>
      jobInQuarantine.test(text.slice(Math.max(0, index - 80), index)),
    ),
    isOurEventLog: sources.length === 0 || sources.some((source) => ourSources.test(source)),
  };
}
