/** Migrates as a starting node does, as a process that can be killed: database, folder of the schema, role and password of the application. */
import { migrate } from '#platform/db/migrate.ts';

const [ownerUrl = '', folder = '', role = '', password = ''] = process.argv.slice(2);
await migrate({ ownerUrl, folder, application: { role, password } });
