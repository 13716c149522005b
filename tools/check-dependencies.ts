/**
 * What is run directly is few and named exactly: each dependency is somebody else's code in the house. `npm run sbom` lists them
 * all, with what they bring along.
 */
import { readFileSync } from 'node:fs';

/** Bar of the house for direct runtime dependencies; those that only one platform needs (database, Node) count once. */
const AT_MOST = 45;

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as Manifest;
const { dependencies, optionalDependencies, devDependencies } = manifest;
const platform = /(?:[/-](?:darwin|linux|win|windows)-(?:x64|arm64))$/;
const direct = new Set([
  ...Object.keys(dependencies),
  ...Object.keys(optionalDependencies).map((name) => name.replace(platform, '')),
]);
const loose = Object.entries({ ...dependencies, ...optionalDependencies, ...devDependencies }).filter(
  ([, version]) => !/^(?:npm:[\w@/-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
);

for (const [name, version] of loose) process.stdout.write(`package.json names ${name} as ${version}: name one version exactly\n`);
if (direct.size > AT_MOST)
  process.stdout.write(
    `package.json has ${direct.size} direct runtime dependencies, ${AT_MOST} at most: take one out for one that enters\n`,
  );
if (loose.length > 0 || direct.size > AT_MOST) process.exitCode = 1;
else process.stdout.write(`${direct.size} direct runtime dependencies of ${AT_MOST} at most, each version exact.\n`);
