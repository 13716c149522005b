/** Schemas that hold an installation's rows. What stands in `public` (which migrations ran, whose key is known) comes about anew where it is restored. */
export const INSTALLATION_SCHEMAS = ['auth', 'pledge'] as const;

/** Where rows name the bytes that lie where files lie. */
export const FILE_COLUMN = { table: 'pledge.file', column: 'digest' } as const;
