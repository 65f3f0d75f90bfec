/** Which job; the parts of its address. */
export interface JobKey {
  tenantId: string;
  servicePrincipalId: string;
  jobId: string;
}

/** What an address of the API answers. */
export async function get<Body>(url: string): Promise<Body> {
  return (await (await fetch(url)).json()) as Body;
}

/** The first of a list of the API. */
export async function first<Item>(url: string): Promise<Item> {
  const [item] = (await get<{ value: Item[] }>(url)).value;
  if (item === undefined) throw new Error(`There is nothing at ${url}.`);
  return item;
}
