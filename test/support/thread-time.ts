/** Milliseconds of this thread that the work takes, once: what others run at the time does not count. That clock may tick every few milliseconds only. */
export function threadTimeOf(work: () => unknown): number {
  const start = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(start);
  return (user + system) / 1_000;
}
