import { cellsPath, countdownDays, firstOfLastDays } from './countdown.ts';

/** 28 cells: those that are over, those to come, and the last seven tinted. It says nothing that does not stand beside it in words. */
export function CountdownBar({ elapsed }: { elapsed: number }) {
  const coming = Math.max(elapsed, firstOfLastDays);
  return (
    <svg class="cells" viewBox="0 0 279 10" preserveAspectRatio="none" aria-hidden="true">
      <path class="over" d={cellsPath(0, elapsed)} />
      <path class="coming" d={cellsPath(elapsed, coming === elapsed ? elapsed : firstOfLastDays)} />
      <path class="last" d={cellsPath(coming, countdownDays)} />
    </svg>
  );
}
