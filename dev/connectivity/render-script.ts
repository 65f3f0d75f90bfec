import { certificateIssuers } from '../../lib/domain/connectivity/check/check-line.ts';
import { type Product, products } from '../../lib/domain/connectivity/tables/endpoint-row.ts';
import { hostsToTry } from './hosts-to-try.ts';

/** `docs/check-connectivity.ps1`: the template with the hosts of the tables. Lines end with LF, in ASCII, which every PowerShell reads alike. */
export function renderScript(template: string): string {
  return template
    .replace(
      '@@TARGETS@@',
      listsOf((product) => hostsToTry(product).targets),
    )
    .replace(
      '@@UNTRIED@@',
      listsOf((product) => hostsToTry(product).untried),
    )
    .replace('@@ISSUERS@@', `@(${certificateIssuers.map(quote).join(', ')})`);
}

function listsOf(read: (product: Product) => readonly string[]): string {
  return products
    .map(
      (product) =>
        `    ${quote(product)} = @(\n${read(product)
          .map((text) => `        ${quote(text)}`)
          .join('\n')}\n    )`,
    )
    .join('\n');
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
