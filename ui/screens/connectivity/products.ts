import type { Product } from '../../../client/client.d.ts';

export const productNames = {
  connect: 'Entra Connect',
  'cloud-sync': 'Cloud sync agent',
} as const satisfies Record<Product, string>;

/** The same within a sentence. */
export const productsInText = {
  connect: 'Entra Connect',
  'cloud-sync': 'the cloud sync agent',
} as const satisfies Record<Product, string>;

export const products = Object.keys(productNames) as Product[];

/** The product that the address names; undefined: none was chosen. */
export function productOf(query: URLSearchParams): Product | undefined {
  return products.find((product) => product === query.get('product'));
}
