import type { Job } from '../../../client/client.d.ts';
import { Remedies } from './remedies.tsx';
import { WhatIsWrong } from './what-is-wrong.tsx';

/** All that is known of a job, in the order in which somebody who was woken needs it. */
export function Story({ job }: { job: Job }) {
  return (
    <div class="story">
      <WhatIsWrong job={job} />
      <Remedies job={job} />
    </div>
  );
}
