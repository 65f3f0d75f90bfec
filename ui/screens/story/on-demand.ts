import { ChangesFound } from './changes/changes-found.tsx';
import { FailingObjects } from './failing/failing-objects.tsx';

/** The parts of a story that are read only when somebody asks, fetched together then. */
export const onDemand = { changes: ChangesFound, failing: FailingObjects } as const;
