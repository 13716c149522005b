import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { testCacheFolder } from './browser-package.ts';

const WEIGHTS = ['400Regular', '500Medium', '600SemiBold', '700Bold'];

/**
 * Writes the font configuration of the tests: Noto Sans SC from the npm package and nothing else. A bare machine has
 * no Chinese font and shows empty boxes; another machine's fonts would make other pictures.
 * @returns the file for `FONTCONFIG_FILE`
 */
export function prepareFonts(): string {
  const home = dirname(fileURLToPath(import.meta.resolve('@expo-google-fonts/noto-sans-sc')));
  const folder = testCacheFolder('fonts');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'fonts.conf');
  const dirs = WEIGHTS.map((weight) => `  <dir>${join(home, weight)}</dir>`);
  const aliases = ['sans-serif', 'serif', 'monospace', 'system-ui'].map(
    (family) => `  <alias><family>${family}</family><prefer><family>Noto Sans SC</family></prefer></alias>`,
  );
  const lines = ['<?xml version="1.0"?>', '<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">', '<fontconfig>'];
  writeFileSync(
    file,
    [...lines, ...dirs, `  <cachedir>${join(folder, 'cache')}</cachedir>`, ...aliases, '</fontconfig>', ''].join('\n'),
  );
  return file;
}
