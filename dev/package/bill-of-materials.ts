interface LockedPackage {
  version: string;
  license?: string;
  integrity?: string;
}

export interface Bill {
  bomFormat: 'CycloneDX';
  specVersion: '1.5';
  version: 1;
  metadata: { component: { type: 'application'; name: string; version: string; purl: string } };
  components: object[];
}

interface Product {
  name: string;
  version: string;
  /** The files that went into the bundle. */
  sources: readonly string[];
  /** `packages` of the lock file. */
  locked: Readonly<Record<string, LockedPackage>>;
}

/**
 * What is in the package, as CycloneDX: the packages whose files went into the bundle, with the versions, licences and digests of the lock
 * file. No number or time of its own, so that the same commit gives the same bill. https://cyclonedx.org/docs/1.5/json/
 */
export function billOfMaterials({ name, version, sources, locked }: Product): Bill {
  const places = new Set(sources.flatMap((source) => placeOf(source) ?? []));
  const components = [...places].sort().map((place) => componentOf(place, locked[place]));
  const component = { type: 'application', name, version, purl: `pkg:npm/${name}@${version}` } as const;
  return { bomFormat: 'CycloneDX', specVersion: '1.5', version: 1, metadata: { component }, components };
}

/** The key of its package in the lock file; undefined for a file of our own. */
function placeOf(source: string): string | undefined {
  return /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(source)?.[0];
}

function componentOf(place: string, locked: LockedPackage | undefined): object {
  const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
  if (locked === undefined) throw new Error(`${name} is in the bundle, but not in the lock file`);
  const { version, license, integrity } = locked;
  const [algorithm = '', digest = ''] = integrity?.split('-') ?? [];
  return {
    type: 'library',
    name,
    version,
    purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
    ...(license !== undefined && { licenses: [{ license: { id: license } }] }),
    ...(algorithm === 'sha512' && { hashes: [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }] }),
  };
}
