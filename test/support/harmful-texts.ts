/** Forms in which the secret would stand in a text of an operator, of Graph or of a stranger. */
export function harmfulTexts(secret: string): string[] {
  return [
    `Authorization: Bearer ${secret}`,
    `authorization: Basic ${secret}`,
    `eyJhbGciOiJSUzI1NiJ9.eyJtIjoi${secret.replaceAll(/[^\w-]/g, '')}.${secret}`,
    `https://prod-1.westeurope.logic.azure.com/workflows/1/triggers/manual/paths/invoke?sp=1&sig=${secret}`,
    `https%3A%2F%2Fx.example%3Fsig%3D${secret}%26se%3D1`,
    `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${secret};EndpointSuffix=core.windows.net`,
    `Endpoint=sb://x/;SharedAccessKeyName=k;SharedAccessKey=${secret}`,
    `client_secret=${secret}&refresh_token=${secret}`,
    `{"access_token":"${secret}","password":"${secret}"}`,
    `X-IDENTITY-HEADER: ${secret}`,
    `https://user:${secret}@files.example/x`,
    `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
  ];
}
