import { parentPort, type Transferable } from 'node:worker_threads';

/** What a thread is asked, and what it answers; one at a time. */
export interface ThreadJob<Work> {
  readonly id: number;
  readonly work: Work;
}
export type ThreadAnswer<Made> = { readonly id: number } & ({ readonly made: Made } | { readonly failure: string });

/** Answers, inside of the thread, what `Thread.ask` asks. `handed` names what is handed over instead of copied. */
export function answering<Work, Made>(
  make: (work: Work) => Made | Promise<Made>,
  handed: (made: Made) => readonly Transferable[] = () => [],
): void {
  const port = parentPort;
  if (port === null) throw new Error('this module runs in a worker thread');
  const answerTo = async ({ id, work }: ThreadJob<Work>): Promise<void> => {
    try {
      const made = await make(work);
      port.postMessage({ id, made } satisfies ThreadAnswer<Made>, handed(made));
    } catch (error) {
      port.postMessage({ id, failure: error instanceof Error ? error.message : String(error) });
    }
  };
  port.on('message', (job: ThreadJob<Work>) => void answerTo(job));
}
