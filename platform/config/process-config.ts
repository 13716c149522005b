import { ConfigError, readConfig, type Config } from './config.ts';
import { strangeVariables, strangeVariableText } from './strange-variables.ts';

/**
 * The settings of this process. At the terminal it tells, a line each, the variables that look like settings and change nothing.
 * Throws the `ConfigError` of the first that cannot be used.
 */
export function processConfig(): Config {
  for (const strange of strangeVariables(process.env)) process.stderr.write(`${strangeVariableText(strange)}\n`);
  const config = readConfig(process.env, process.cwd());
  if (config instanceof ConfigError) throw config;
  return config;
}
