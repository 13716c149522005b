/** The Node that the project in that folder pins: npm installs it as an optional dependency of this platform. */
export function pinnedNode(root: string): string;

/**
 * Installs the dependencies of the project in that folder where its lockfile is not the installed one.
 * @returns whether anything was installed
 */
export function ensureInstalled(root: string): Promise<boolean>;
