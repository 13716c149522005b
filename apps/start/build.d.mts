/** Puts server and commands of the project in that folder together into few files. */
export function buildProduct(root: string): Promise<void>;
