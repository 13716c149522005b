import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const file = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a command took as a process of its own: from its start to its end, and at its most. */
export interface CommandRun {
  readonly stdout: string;
  readonly status: number;
  readonly seconds: number;
  readonly megabytes: number;
}

let built: Promise<unknown> | undefined;

/** `npm run pledge -- …` as people call it, without npm: out of the built files, which are made first. */
export async function runPledge(...args: readonly string[]): Promise<CommandRun> {
  await (built ??= run(process.execPath, [file('apps/start/build.mjs')]));
  const program = ['--import', file('tools/bench/tell-memory.ts'), file('apps/start/pledge.mjs')];
  const from = performance.now();
  const ended = await run(process.execPath, [...program, ...args], { maxBuffer: 64 << 20 }).then(
    (done) => ({ ...done, status: 0 }),
    (error: { stdout?: string; stderr?: string; code?: unknown }) => {
      if (typeof error.code !== 'number') throw error;
      return { stdout: error.stdout ?? '', stderr: error.stderr ?? '', status: error.code };
    },
  );
  const seconds = (performance.now() - from) / 1000;
  return {
    stdout: ended.stdout,
    status: ended.status,
    seconds,
    megabytes: Number(ended.stderr.trim().split('\n').at(-1)) / 1024,
  };
}
