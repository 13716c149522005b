import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { secondsPlan } from './seconds-plan.ts';

const CLI = 'apps/cli/main.ts';
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** Makes the plan of seconds the active one, by the door an operator takes. */
export async function applySecondsPlan(dataDir: string, env: NodeJS.ProcessEnv): Promise<void> {
  const file = join(dataDir, 'seconds-plan.yaml');
  await writeFile(file, await secondsPlan());
  await promisify(execFile)(process.execPath, [CLI, 'plan', 'apply', file], { cwd: ROOT, env: { ...process.env, ...env } });
}
