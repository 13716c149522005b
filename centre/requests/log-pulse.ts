/** A worker says so often that it is still at a log. */
const TELL_EVERY_MS = 700;

export interface LogPulse {
  /** Says it, where it is time to: wherever work on a log may take long. */
  readonly beat: () => Promise<void>;
  /** The log itself, with a beat between its pieces. */
  readonly through: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  /** Aborted once the log is found to be another worker's, or nobody's any more. */
  readonly stop: AbortSignal;
}

/**
 * A log may take longer to read than a worker that fell silent is waited for: whoever is at one says from time to time that they live.
 * `tell` says it and answers whether the log is still theirs.
 */
export function pulseOf(tell: () => Promise<boolean>): LogPulse {
  const stop = new AbortController();
  let told = performance.now();
  const beat = async (): Promise<void> => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    if (!(await tell())) stop.abort();
  };
  return {
    beat,
    through: async function* (source) {
      for await (const piece of source) {
        yield piece;
        await beat();
      }
    },
    stop: stop.signal,
  };
}
