import { whenParentEnds } from './launch.mjs';

/** Within this time a repeated Ctrl-C is the same one: npm passes on what the terminal has sent as well. */
const SAME_REQUEST_MS = 1500;

/**
 * Settles when this program is asked to end: Ctrl-C, SIGTERM, a closed terminal, or the end of the process that
 * started it. Asked again while it is still ending, it ends at once with status 130.
 * @returns what asked, for the log
 */
export function whenAskedToStop(): Promise<string> {
  return new Promise((resolve) => {
    let askedAt: number | undefined;
    const ask = (by: string): void => {
      if (askedAt !== undefined && performance.now() - askedAt > SAME_REQUEST_MS && by === 'SIGINT') process.exit(130);
      askedAt ??= performance.now();
      resolve(by);
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
    process.once('disconnect', () => ask('disconnect'));
    process.channel?.unref();
    whenParentEnds(() => ask('parent'));
  });
}
