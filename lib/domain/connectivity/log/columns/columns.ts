/** What a column of a table of requests holds, as far as it decides anything. */
export type Column =
  | 'host'
  | 'otherHost'
  | 'url'
  | 'port'
  | 'scheme'
  | 'method'
  | 'status'
  | 'action'
  | 'exception'
  | 'reason'
  | 'milliseconds'
  | 'seconds'
  | 'client'
  | 'innerClient'
  | 'date'
  | 'time'
  | 'other';

export type NamedColumn = Exclude<Column, 'other'>;

// Names by which W3C extended logs (https://www.w3.org/TR/WD-logfile.html), Blue Coat, TMG and Zscaler call them, without their signs.
const names: Readonly<Record<NamedColumn, string>> = {
  host: 'host hostname cshost ehost reqhost requesthost desthost dsthost destinationhost destinationhostname',
  // Of the next proxy perhaps, or of the user.
  otherHost: 'rhost serverhost domain',
  url: 'url uri csuri curi eurl requesturl requesturi requestedurl fullurl rawurl target',
  port: 'port csuriport rport dport dstport destport destinationport serverport',
  scheme: 'scheme csurischeme proto protocol csprotocol applicationprotocol',
  method: 'method csmethod reqmethod requestmethod httpmethod',
  status:
    'scstatus status statuscode respcode responsecode httpstatus httpstatuscode httpcode httpresponsecode responsestatus responsestatuscode returncode result resultcode',
  action:
    'action saction policyaction actiontaken finalaction scfilterresult filterresult verdict disposition decision outcome aktion massnahme',
  exception:
    'xexceptionid exceptionid exception error errorcode errorname errortype errorstatus failure failurereason sessionendreason fehler fehlercode',
  reason: 'reason reasoncode message msg errormessage errortext statustext statusmessage reasonphrase details grund meldung',
  milliseconds: 'timetaken ctime totaltime responsetime elapsed elapsedms durationms timetakenms',
  seconds: 'duration xduration durationinseconds',
  client: 'cip client clientip clientaddress sourceip srcip src',
  innerClient: 'cintip clientinternalip',
  date: 'date gmtdate datum',
  time: 'time zeit uhrzeit zeitstempel datetime timestamp eventtime logtime loggedtime gmttime localtime xtimestamp utctime when',
};

// Known by name, and of no use here: they tell a header from prose.
const others =
  'user login username csusername sip rip dip serverip destinationip useragent csuseragent ua referer csreferer bytes scbytes csbytes requestsize responsesize reqsize respsize location department urlcategory category appname csuripath csuriquery csuristem cnt';

const columnByName = new Map<string, Column>(
  [...Object.entries(names), ['other', others] as const].flatMap(([column, list]) =>
    list.split(' ').map((name) => [name, column as Column] as const),
  ),
);

/** Whether a column of hosts names those that were asked, where another may name the machine that writes the log. */
export function isOfAsked(name: string): boolean {
  return /^["']?(?:cs|e|req|request|dst|dest|destination)[\W_]*host/i.test(name);
}

/** The column that goes by a name; undefined for a name that no known log has. */
export function columnOf(name: string): Column | undefined {
  return name.length > 40 ? undefined : (columnByName.get(name) ?? columnByName.get(name.toLowerCase().replace(/[^a-z\d]+/g, '')));
}
