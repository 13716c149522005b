/**
 * `npm run drill -- NAME`: a reliability drill on the real product. Exit status 0 only if nothing was lost or doubled,
 * 2 for a wrong call, 3 where it cannot run.
 */
import { endWhenAsked } from '#apps/cli/end-when-asked.ts';
import { evidenceDrill } from './evidence/evidence.ts';
import { hostileDrill } from './hostile/hostile.ts';
import { killDrill } from './kill/kill.ts';
import { nodesDrill } from './nodes/nodes.ts';

const DRILLS: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  evidence: evidenceDrill,
  hostile: hostileDrill,
  kill: killDrill,
  nodes: nodesDrill,
};

// Whoever ends this ends what it started too.
endWhenAsked();

const [name = '', ...args] = process.argv.slice(2);
const drill = DRILLS[name];
if (drill === undefined) {
  process.stderr.write(`There is no drill “${name}”. Name one: npm run drill -- ${Object.keys(DRILLS).join(' | ')}\n`);
  process.exit(2);
}
try {
  process.exitCode = await drill(args);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  // Not left to an empty loop: clients that nobody ends any more would go on calling.
  process.exit(3);
}
