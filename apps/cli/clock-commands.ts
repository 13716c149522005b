import type { Command } from 'commander';
import { evaluateFile, explainCase } from './clock.ts';
import { print, readInput } from './input.ts';

export function clockCommands(program: Command): void {
  const clock = program.command('clock').description('evaluate and explain clocks');
  clock
    .command('evaluate')
    .description('answer a case file, a JSON line per case')
    .argument('<file>', 'case file, or - for standard input')
    .option('--json', 'JSON lines (always)')
    .action(async (file: string) => print(evaluateFile(await readInput(file))));
  clock
    .command('explain')
    .description('explain each due time of a case')
    .argument('<file>', 'case file, or -')
    .requiredOption('--case <name>', 'name of the case')
    .option('--json', 'for programs')
    .action(async (file: string, options: { case: string; json?: boolean }) =>
      print([explainCase(await readInput(file), options.case, options.json === true)]),
    );
}
