import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import { CaseFileError, evaluateFile, explainCase } from './clock.ts';
import { print, readInput } from './input.ts';

export function clockCommands(program: Command): void {
  const clock = program.command('clock').description('evaluate and explain clocks');
  clock
    .command('evaluate')
    .description('answer a case file, a JSON line per case')
    .argument('<file>', 'case file, or - for standard input')
    .option('--json', 'JSON lines (always)')
    .action(async (file: string) => {
      const text = await readInput(file);
      print(asked(file, () => evaluateFile(text)));
    });
  clock
    .command('explain')
    .description('explain each due time of a case')
    .argument('<file>', 'case file, or -')
    .requiredOption('--case <name>', 'name of the case')
    .option('--json', 'for programs')
    .action(async (file: string, options: { case: string; json?: boolean }) => {
      const text = await readInput(file);
      print(asked(file, () => explainCase(text, options.case, options.json === true)).split('\n'));
    });
}

/** A file that is no case file, or a case that is not in it, is a wrong call. */
function asked<Answer>(file: string, answer: () => Answer): Answer {
  try {
    return answer();
  } catch (error) {
    if (error instanceof CaseFileError) throw new CliError(2, `${file}: ${error.message} See pledge clock --help.`);
    throw error;
  }
}
