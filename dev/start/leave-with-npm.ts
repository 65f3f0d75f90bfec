import { execFileSync } from 'node:child_process';

/** Calls back once the npm that started this process is gone: one that is killed tells nobody, and its orphan would hold every port. */
export function leaveWithNpm(leave: () => void): void {
  const npm = processIdOfNpm();
  const timer = setInterval(() => {
    if (isRunning(npm)) return;
    clearInterval(timer);
    leave();
  }, 500);
  timer.unref();
}

// npm runs a script in a shell, which some systems replace by the script and others keep between the two.
function processIdOfNpm(): number {
  try {
    const parent = execFileSync('ps', ['-o', 'ppid=,args=', '-p', String(process.ppid)], { encoding: 'utf8' });
    const shell = /^\s*(\d+)\s+\S*sh -c /.exec(parent);
    return shell ? Number(shell[1]) : process.ppid;
  } catch {
    return process.ppid;
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
