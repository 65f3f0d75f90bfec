import type { WorldPorts } from './ports.ts';

/** The well-known development account of Azurite: public, and of use only on this machine. */
const accountName = 'devstoreaccount1';
const accountKey = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

export function developmentConnectionString(ports: WorldPorts): string {
  const endpoint = (port: number) => `http://127.0.0.1:${port}/${accountName}`;
  return [
    'DefaultEndpointsProtocol=http',
    `AccountName=${accountName}`,
    `AccountKey=${accountKey}`,
    `BlobEndpoint=${endpoint(ports.blobs)}`,
    `QueueEndpoint=${endpoint(ports.queues)}`,
    `TableEndpoint=${endpoint(ports.tables)}`,
  ].join(';');
}

/** Azurite's own command line. */
export function azuriteArguments(ports: WorldPorts, location: string): string[] {
  return [
    ...['--location', location, '--silent', '--disableTelemetry', '--skipApiVersionCheck', '--disableProductStyleUrl'],
    ...['--blobHost', '127.0.0.1', '--blobPort', String(ports.blobs)],
    ...['--queueHost', '127.0.0.1', '--queuePort', String(ports.queues)],
    ...['--tableHost', '127.0.0.1', '--tablePort', String(ports.tables)],
  ];
}
