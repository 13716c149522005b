/** What runs again and again, by the name under which it lies built. */
export const ENTRIES: Readonly<Record<string, string>>;

/** Where it lies, relative to the project's folder. */
export const BUILT: string;

/** The file to run in place of an entry of the project in that folder; undefined where it is not built of what is here now. */
export function builtEntry(root: string, entry: string): string | undefined;
