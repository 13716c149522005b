import { fileURLToPath } from 'node:url';

/** The numbered SQL files that every process brings the database up to. */
export const SCHEMA_FOLDER = fileURLToPath(new URL('../../centre/schema', import.meta.url));
