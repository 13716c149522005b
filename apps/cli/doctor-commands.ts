import type { Command } from 'commander';
import { ConfigError, readConfig } from '#platform/config/config.ts';
import { examine } from './doctor/doctor.ts';
import { endWhenAsked } from './end-when-asked.ts';
import type { FindingState } from './doctor/finding.ts';
import { print, printJson } from './input.ts';

export function doctorCommand(program: Command): void {
  program
    .command('doctor')
    .description('what is wrong with this installation, and the remedy; changes nothing. Status 1 where something is wrong')
    .option('--json', 'for programs')
    .action(doctor);
}

const MARKS: Readonly<Record<FindingState, string>> = { well: '✓', note: '·', wrong: '✗' };

async function doctor(options: { json?: boolean }): Promise<void> {
  const config = readConfig(process.env, process.cwd());
  if (config instanceof ConfigError) throw config;
  endWhenAsked();
  const findings = await examine(config, process.env);
  const isWell = findings.every(({ state }) => state !== 'wrong');
  if (options.json === true) printJson({ well: isWell, findings });
  else print(findings.map(({ state, text }) => `${MARKS[state]} ${text}`));
  process.exitCode = isWell ? 0 : 1;
}
