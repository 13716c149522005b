/** Migrates as a starting node does, as a process that can be killed: database, folder of the schema, password of the application's role. */
import { migrate } from '#platform/db/migrate.ts';

const [ownerUrl = '', folder = '', applicationPassword = ''] = process.argv.slice(2);
await migrate({ ownerUrl, folder, applicationPassword });
