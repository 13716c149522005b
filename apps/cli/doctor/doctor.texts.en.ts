import type { DoctorTexts } from './doctor.texts.zh.ts';

/** What `pledge doctor` finds: a line that says how it is and, where it is wrong, what to do. Braces take values. */
export const doctorTextsEn: DoctorTexts = {
  nodeWell: 'Node {version}',
  nodeOld: 'Node {version} is too old, 24 is needed: start by npm, which brings it.',
  variableUnknown: '{reason}',
  variableMisspelt: '{reason}',
  folderWell: 'the folder {folder} can be written',
  folderMissing: 'The folder {folder} is not there: a first start makes it; where Pledge has run before, correct {variable}.',
  folderUnwritable:
    'The folder {folder} cannot be used ({reason}): give this user the right to read and write there, or correct {variable}.',
  spaceWell: '{free} MB are free at {folder}',
  spaceLow: 'Only {free} MB are free at {folder}: make room; on a full disk everything that would be saved is refused (507).',
  keysWell: 'the keys lie in {file}, for their owner alone',
  keysMissing:
    '{file} is not there: restore it from a backup, or correct PLEDGE_SECRET_FILE; a new installation makes it at its start.',
  keysWrong: '{reason}',
  keysOpen: 'Other users may read {file}: run chmod 600 {file}.',
  keysOther: 'The database knows another key: point PLEDGE_SECRET_FILE to the key file that all nodes share.',
  databaseWell: 'PostgreSQL {version} at {url}',
  databaseWrong: '{reason}',
  databaseNone: 'there is no database in {folder} yet; a first start makes it',
  restoreHalf: 'A restore has begun and not come to its end: run pledge restore FILE again with the same file.',
  schemaWell: 'the schema is {newest}',
  schemaPending: 'Of the migrations {count} have not run ({first} and on): start this version, which runs them.',
  schemaNewer: 'The schema has {first}, which this version does not know: start the newer version.',
  schemaNone: 'There is no service centre in this database yet: start Pledge once.',
  roleWell: 'the role {role} can sign in and has no right too many',
  roleRefused:
    'The role {role} cannot sign in ({reason}): start again, which sets its password; behind a pooler, check its list of users.',
  roleStrong: 'The role {role} may do too much: let an administrator run ALTER ROLE {role} NOSUPERUSER NOBYPASSRLS.',
  clockWell: 'the clocks of this machine and the database are {milliseconds} ms apart',
  clockApart:
    'The clocks of this machine and the database are {milliseconds} ms apart: turn on time synchronisation (NTP) on both.',
  filesWell: 'all {count} files that are named are there',
  filesLost:
    'Of {count} files that are named {lost} are not there (the first: {digest}): check PLEDGE_FILES, or restore a backup.',
  outboxWell: 'no message is held up',
  outboxStuck: '{count} messages should have left, the oldest {minutes} min ago: check the worker and the mail server.',
  outboxGivenUp:
    '{count} messages failed again and again and are no longer tried: check the recipients and the mail server, and tell them another way.',
  workerWell: 'a worker is connected',
  workerNone: 'no process runs at the moment',
  workerMissing: 'There is a web process and no worker, so nobody watches the clocks: start one with PLEDGE_ROLE=worker or all.',
  workerLate:
    '{count} clocks have a warning or breach that nobody has recorded, the oldest {minutes} min ago: look into the log of the worker.',
  mailWell: 'the mail server answers',
  mailUnset: 'no mail server is set; messages are in the portal alone',
  databaseInClear:
    '{variable} asks for no encryption: where the way to {host} leads through a network you do not trust, add sslmode=verify-full',
  mailInClear:
    '{variable} asks for no encryption: where the way to {host} leads through a network you do not trust, write smtps:// or add requireTLS=true',
  pagesInClear:
    '{variable} is http in clear: passwords can be read on the way to {host}; put a proxy that ends TLS before it and write https://',
  mailRefused: 'The mail server cannot be used ({reason}): check PLEDGE_SMTP_URL.',
  holidaysWell: 'the active plans have their holiday years',
  holidaysMissing:
    'The calendar {calendar} of the plan {plan} lacks the holidays of {year}: import the notice with pledge calendar import.',
};
