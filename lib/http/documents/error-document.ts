import type * as z from 'zod';
import { entryId } from '../../application/show/knowledge/list-errors.ts';
import type { CatalogueEntry } from '../../domain/catalogue/catalogue-entry.ts';
import { explanationOf } from '../../domain/catalogue/explanation.ts';
import type { Topics } from '../../domain/catalogue/topics.ts';
import type { ErrorEntry } from '../schemas/error.ts';
import { errorUrl } from './links.ts';

/** An entry of the catalogue as the API shows it. */
export function errorDocument(entry: CatalogueEntry, { topicsOf }: Topics, baseUrl: string): z.input<typeof ErrorEntry> {
  const { family, severity, tenantActionable, retryable, confidence, codeIsOurs, aliases, note } = entry;
  const id = entryId(entry);
  return {
    id,
    family,
    ...explanationOf(entry),
    severity,
    tenantActionable,
    retryable,
    confidence,
    ...(codeIsOurs && { codeIsOurs }),
    aliases: [...(aliases ?? [])],
    ...(note && { note }),
    topics: topicsOf(id).map((topic) => topic.id),
    links: { self: errorUrl(baseUrl, id) },
  };
}
