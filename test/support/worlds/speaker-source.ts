import type { SpeakerSource } from '../../../lib/application/tenant/held/tally-tenant.ts';
import { createCatalogue } from '../../../lib/domain/catalogue/catalogue.ts';
import { createSpeakers } from '../../../lib/domain/job/advice/speak.ts';
import { once } from '../../../lib/domain/once.ts';

/** As it is composed: nothing is loaded before a job is in trouble. */
export const speakerSource: SpeakerSource = {
  loadSpeakers: once(async () => createSpeakers(await createCatalogue().loadCatalogue())),
};
