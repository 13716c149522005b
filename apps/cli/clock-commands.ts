import type { Command } from 'commander';
import { CliError } from './cli-error.ts';
import type { ReplayOptions } from './clock-replay.ts';
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
  clock
    .command('replay')
    .description('judge the history of a log (CSV, .gz too) by a plan: what would have been kept, what breached; no database')
    .argument('<log>', 'the log, or -')
    .requiredOption('--plan <file>', 'the service plan')
    .requiredOption('--map <file>', 'what the columns mean, as YAML')
    .option('--against <file>', 'another plan, to hold the first against')
    .option('--as-of <instant>', 'judge as of then, with offset; the log’s last instant where left out')
    .option(
      '--by <dimensions>',
      'a table for each of month, unit and severity; crossed with + (month+unit)',
      'month,unit,severity',
    )
    .option('--out <file>', 'a CSV row for each clock')
    .option('--json', 'for programs: every month, unit and severity by itself')
    .action(async (log: string, options: ReplayOptions) => {
      // Plans and logs are read by this one alone.
      const { replayFile } = await import('./clock-replay.ts');
      await replayFile(log, options);
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
