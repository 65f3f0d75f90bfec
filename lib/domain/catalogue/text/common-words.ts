/** Words that the messages of every product are made of: a code of nothing else proves nothing about where it comes from. */
const commonWords: ReadonlySet<string> = new Set(
  `a access account action active address admin administrator all allowed already an and another any app application applied are argument as at
  auth authentication authorization authorized authorised bad be because been being busy by call can cannot canceled cancelled category certificate change changed check
  client code cloud completed component config configuration configured conflict connect connected connecting connection connectivity contacted contains content context
  could credential credentials crypto current data database decryption default delete denied device did directory disabled disk does doesn   down drive due empty enabled endpoint error errors event exceeded exception exist exists expected expired
  export exports extension fail failed failure fault feature field file for forbidden format found from full gateway general generic get getting
  grant group handler has hasn have head host http https id if illegal import in incident incorrect information input insufficient interaction internal invalid io ip is
  isn issue it item items job key large length limit limited lock locked log login logon loop lookup loss lost many   max maximum message method min missing mode more multiple must name needed network new no not nothing null object occurred of off on one only operation or
  os out over paused page param parameter parse password path pending performed permission permissions permitted please policy privileges problem
  processable property protocol provided proxy put query quota range read reached ready reason received record redirect refused region remote request requests
  required reset resource response restriction result retry returned rights run running s script security send server service services session set
  setting settings should size skip skipped space started start state status step stopped store stop string success succeeded successful suffix supported
  synchronization sync system t table task temporary that the this throttled throttling ticket time timed timeout to token too transient try type
  unable unauthenticated unauthorized unauthorised unavailable unexpected unhandled unimplemented unique unknown unprocessable unspecified unsupported until update updated url used user
  users valid validate validation value values version warning was web while will with within without write wrong you your`.match(/\w+/g) ??
    [],
);

/** Words that everybody uses as well, but not in the codes of other products. */
const wordsOfSentences: ReadonlySet<string> = new Set(
  'attribute domain duplicate entry match matches object objects source target'.split(' '),
);

/** The words a code is made of, lower case; numbers are none. */
export function partsOf(written: string): string[] {
  return (written.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []).map((part) => part.toLowerCase());
}

/**
 * True for a code or a sentence that any product may print: made of nothing but words that all of them use. Names such as
 * `Request_ResourceNotFound`, in capitals about an underscore, are Microsoft's alone.
 */
export function isCommonplace(written: string, kind: 'code' | 'sentence' = 'code'): boolean {
  const isCommon = (part: string): boolean => commonWords.has(part) || (kind === 'sentence' && wordsOfSentences.has(part));
  return !/[a-z]_[A-Z][a-z]/.test(written) && partsOf(written).every(isCommon);
}
