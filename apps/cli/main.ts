import { Command, CommanderError } from 'commander';
import { forTerminal } from '#platform/text/characters.rules.ts';
import { CliError } from './cli-error.ts';
import { isEnding } from './end-when-asked.ts';
import { groups } from './groups.ts';

/** Exit status: 0 done, 1 the thing checked falls short, 2 wrong call, 3 cannot run. */
const program = new Command('pledge')
  .description('守诺 Pledge: the service centre at the command line')
  .exitOverride()
  .showHelpAfterError(false)
  // What commander has to say is said below, in one line with the remedy.
  .configureOutput({ outputError: () => undefined });
const words = process.argv.slice(2);
const called = groups[words[0] ?? ''];
for (const load of called === undefined ? Object.values(groups) : [called]) (await load())(program);
for (const group of program.commands) {
  group.exitOverride();
  for (const command of group.commands) command.exitOverride();
}

try {
  const unfinished = commandsBelow(words);
  if (unfinished !== undefined) throw new CliError(2, `Name a command: ${unfinished.join(', ')}. ${helpHint()}`);
  await program.parseAsync();
} catch (error) {
  if (!isEnding()) process.exitCode = statusOf(error);
}

/** What may follow where the call stops at `pledge` or at a group; undefined where it goes on or is whole. */
function commandsBelow(said: readonly string[]): readonly string[] | undefined {
  if (said.length > 1) return undefined;
  const [only] = said;
  const from = only === undefined ? program : program.commands.find((group) => group.name() === only);
  const below = from?.commands.map((command) => command.name()) ?? [];
  // One without any is a command itself.
  return below.length === 0 ? undefined : below;
}

/** Where to read how the command is called, as far as it was named rightly. */
function helpHint(): string {
  const group = program.commands.find((known) => known.name() === words[0]);
  const command = group?.commands.find((known) => known.name() === words[1]);
  return `See ${['pledge', group?.name(), command?.name()].filter((name) => name !== undefined).join(' ')} --help.`;
}

function statusOf(error: unknown): number {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    tell(`${sentence(error.message.replace(/^error: /, ''))} ${helpHint()}`);
    return 2;
  }
  tell(error instanceof Error ? error.message : String(error));
  return error instanceof CliError ? error.status : 3;
}

function sentence(text: string): string {
  return `${text.slice(0, 1).toUpperCase()}${text.slice(1)}${/[.?!)]$/.test(text) ? '' : '.'}`;
}

function tell(text: string): void {
  process.stderr.write(`${forTerminal(text.replace(/\s*\n\s*/g, ' ').trim())}\n`);
}
