import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

export interface PledgeRun {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** `pledge` as a process of its own, with these variables beside those of this one. */
export async function runPledge(
  args: readonly string[],
  options: { readonly env?: Readonly<Record<string, string>>; readonly input?: string } = {},
): Promise<PledgeRun> {
  const child = spawn(process.execPath, [MAIN, ...args], { env: { ...process.env, ...options.env }, stdio: 'pipe' });
  child.stdin.on('error', () => undefined);
  child.stdin.end(options.input ?? '');
  const [out, err, status] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  return { status, out, err };
}
