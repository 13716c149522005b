import { Command, CommanderError } from 'commander';
import { StartError } from '#platform/config/start-error.ts';
import { CliError } from './cli-error.ts';

/** Groups by name; only the one that is called is loaded, so that a look at a clock does not wait for the whole house. */
const groups: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  clock: async () => (await import('./clock-commands.ts')).clockCommands,
  plan: async () => (await import('./plan-commands.ts')).planCommands,
  record: async () => (await import('./record-commands.ts')).recordCommands,
  audit: async () => (await import('./audit-commands.ts')).auditCommands,
  user: async () => (await import('./user-commands.ts')).userCommands,
};

/** Exit status: 0 done, 1 the thing checked falls short, 2 wrong call, 3 cannot run. */
const program = new Command('pledge')
  .description('守诺 Pledge: the service centre at the command line')
  .exitOverride()
  .showHelpAfterError(false)
  .configureOutput({ outputError: (text, write) => write(`${text.trim().replace(/\s+/g, ' ')}\n`) });
const called = groups[process.argv[2] ?? ''];
for (const load of called === undefined ? Object.values(groups) : [called]) (await load())(program);
for (const group of program.commands) {
  group.exitOverride();
  for (const command of group.commands) command.exitOverride();
}

try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = statusOf(error);
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError)
    return error.exitCode === 0 || error.code === 'commander.helpDisplayed' || error.code === 'commander.help' ? 0 : 2;
  const line = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${line.replace(/\s*\n\s*/g, ' ')}\n`);
  if (error instanceof CliError) return error.status;
  if (error instanceof StartError) return 3;
  return 3;
}
