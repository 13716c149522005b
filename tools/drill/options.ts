import { parseArgs } from 'node:util';

/** What a drill may be told: numbers, each with its default, and words; a seed left out is chosen anew. */
export type DrillOptions<Name extends string, Word extends string> = Readonly<Record<Name, number>> &
  Readonly<Partial<Record<Word, string>>> & { readonly seed: number };

/** Reads `--name N …`. @returns undefined for a wrong call, which is told on standard error with how to call it */
export function optionsOf<Name extends string, Word extends string = never>(
  drill: string,
  args: readonly string[],
  { numbers: defaults, words = [] }: { numbers: Readonly<Record<Name, number>>; words?: readonly Word[] },
): DrillOptions<Name, Word> | undefined {
  const names = Object.keys(defaults) as Name[];
  try {
    const { values } = parseArgs({
      args: [...args],
      options: Object.fromEntries([...names, ...words, 'seed'].map((name) => [name, { type: 'string' as const }])),
    });
    const told = (name: string): number | undefined => (values[name] === undefined ? undefined : wholeNumber(name, values[name]));
    return {
      ...(Object.fromEntries(words.flatMap((word) => (values[word] === undefined ? [] : [[word, values[word]]]))) as Partial<
        Record<Word, string>
      >),
      ...(Object.fromEntries(names.map((name) => [name, told(name) ?? defaults[name]])) as Record<Name, number>),
      seed: told('seed') ?? Math.floor(Math.random() * 2 ** 31),
    };
  } catch (error) {
    const call = [...[...names, 'seed'].map((name) => `[--${name} N]`), ...words.map((word) => `[--${word} …]`)].join(' ');
    const why = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${why} Call: npm run drill -- ${drill} ${call}\n`);
    return undefined;
  }
}

function wholeNumber(name: string, value: string): number {
  if (!/^\d{1,9}$/.test(value)) throw new Error(`--${name} ${value} is no whole number.`);
  return Number(value);
}
