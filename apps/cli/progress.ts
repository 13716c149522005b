const TELL_EVERY_MS = 1_000;

/** Progress on standard error: one line that is written over on a terminal, a line a second elsewhere. */
export function progressOf(whole: number, things: string): { tell: (done: number) => void; end: () => void } {
  const isTerminal = process.stderr.isTTY;
  let toldAt = 0;
  let last = 0;
  const write = (done: number): void => {
    const line = `${done.toLocaleString('en')} of ${whole.toLocaleString('en')} ${things}`;
    process.stderr.write(isTerminal ? `\r${line}` : `${line}\n`);
    toldAt = performance.now();
    last = done;
  };
  return {
    tell: (done) => {
      if (done === whole || performance.now() - toldAt >= TELL_EVERY_MS) write(done);
    },
    end: () => {
      if (isTerminal && last > 0) process.stderr.write('\n');
    },
  };
}
