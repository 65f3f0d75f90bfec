const name = String.raw`([A-Za-z][\w.:-]{0,127})`;
const holder = '(?:attribute|property)';

/**
 * The forms in which the services that write the log name an attribute; a name that stands free in prose is no form, since any word could
 * follow "attribute".
 */
const forms = [
  // property 'mail' of resource 'User' · attribute "userPrincipalName" · property [proxyAddresses]
  new RegExp(String.raw`\b${holder}(?:\s+(?:name|named|called))?\s*[:=]?\s*['"\x60‘“\[]${name}['"\x60’”\]]`, 'i'),
  // 'mail' attribute · "userName" property
  new RegExp(String.raw`['"\x60‘“\[]${name}['"\x60’”\]]\s+${holder}\b`, 'i'),
  // same value for property userPrincipalName already exists
  new RegExp(String.raw`\bsame value for (?:the )?${holder} ${name}(?=[\s,;.]|$)`, 'i'),
  // PropertyName: proxyAddresses · attributeName=mail
  new RegExp(String.raw`\b${holder}Name\s*[:=]\s*['"]?${name}`, 'i'),
];

/**
 * The attribute that the reason of a failure names in one of the known forms; the log has no field for it.
 * https://learn.microsoft.com/graph/api/resources/provisioningerrorinfo
 */
export function namedAttribute(reason: string): string | undefined {
  const found = forms.map((form) => form.exec(reason)).filter((match) => match !== null);
  return found.toSorted((one, other) => one.index - other.index)[0]?.[1]?.replace(/[.:]+$/, '');
}
