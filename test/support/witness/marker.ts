/** Stands in every secret, header and reason that the support of the tests hands out; nothing that the product writes may hold it. */
export const runMarker = 'Zq7Marker9xK';

/** As base64 writes a text, at each of the three places at which it can begin, without the signs that its neighbours have a part in. */
function encodings(text: string): string[] {
  return [0, 1, 2].map((offset) =>
    Buffer.from(`${'.'.repeat(offset)}${text}`)
      .toString('base64')
      .slice(offset === 0 ? 0 : 4, -4),
  );
}

/** A marked secret in plain text, in hex or in base64; and a token that somebody signed, whatever stands in it. */
export const unveiled = new RegExp(
  [runMarker, Buffer.from(runMarker).toString('hex'), ...encodings(runMarker), 'eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{20,}'].join('|'),
  'i',
);

/** What clients, proxies and platforms send along. A request without sign-in that names a proxy would be refused for that, so none does. */
export const markedHeaders: Readonly<Record<string, string>> = {
  cookie: `AppServiceAuthSession=${runMarker}; a=${runMarker}`,
  'x-functions-key': runMarker,
  'x-ms-token-aad-access-token': runMarker,
  'x-api-key': runMarker,
  'proxy-authorization': `Basic ${runMarker}`,
  referer: `https://portal.example/?code=${runMarker}`,
  'user-agent': `client/${runMarker}`,
  'accept-language': runMarker,
  tracestate: `vendor=${runMarker}`,
  baggage: `secret=${runMarker}`,
  from: `${runMarker}@example.com`,
};

/** A reason as people give them, with something in it that they should not have pasted. */
export const markedReason = `looked at it with client_secret=${runMarker}`;
