import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A child process that does what it is asked, one thing at a time; CPU and memory are its own. */
export interface Worker<Task, Answer> {
  ask(task: Task): Promise<Answer>;
  stop(): Promise<void>;
}

type Reply<Answer> = { answer: Answer } | { failure: string };

/** Starts the file as a child process; it has to call `serveTasks`. */
export function startWorker<Task, Answer>(file: URL, environment: Record<string, string> = {}): Worker<Task, Answer> {
  const child = fork(file, { env: { ...process.env, ...environment } });
  const gone = once(child, 'exit');
  return {
    async ask(task) {
      child.send(task as object);
      const died = gone.then(([code]) => {
        throw new Error(`${file.pathname} ended with code ${code}`);
      });
      const [reply] = (await Promise.race([once(child, 'message'), died])) as [Reply<Answer>];
      if ('failure' in reply) throw new Error(reply.failure);
      return reply.answer;
    },
    async stop() {
      if (child.connected) child.disconnect();
      await gone;
    },
  };
}

/** The child's side: answers each task of the parent and ends with it. */
export function serveTasks<Task, Answer>(handle: (task: Task) => Promise<Answer>): void {
  const reply = (message: Reply<Answer>) => process.send?.(message);
  process.on('message', (task: Task) => {
    handle(task).then(
      (answer) => reply({ answer }),
      (error: unknown) => reply({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
  process.on('disconnect', () => process.exit());
}
