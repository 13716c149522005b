/**
 * `npm run release-schema`: keeps the present schema with data in it and what that answers, under the number of its newest
 * migration. From then on a test brings it to every later schema. `npm run release-schema -- --answers 0013` asks a kept one
 * again, tells every answer that became another and keeps the new ones. See docs/how-to/release-a-schema.md.
 */
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isDeepStrictEqual, parseArgs } from 'node:util';
import { openRunningCentre, emptyDatabase } from '#apps/cli/testing/running-centre.ts';
import { loadStories } from '#apps/server/demonstration/stories.ts';
import { FILE_COLUMN, INSTALLATION_SCHEMAS } from '#apps/server/belongings.ts';
import { restoreInstallation } from '#apps/server/restore.ts';
import { SCHEMA_FOLDER } from '#apps/server/schema-folder.ts';
import { checkArchive } from '#platform/backup/read-archive.ts';
import { takeBackup } from '#platform/backup/take-backup.ts';
import { migrationsIn } from '#platform/db/migrate.ts';
import { openFileStore } from '#platform/files/open-file-store.ts';
import { pngClaiming } from '#platform/files/pictures.fixture.ts';
import { readKeyFile } from '#platform/keys/key-file.ts';
import { startOwnDatabase, type TestDatabase } from '#platform/testing/test-database.ts';
import { instant } from '#platform/time/instant.ts';
import { keepAnswers, readAnswers, released } from './kept.ts';
import { chooseQuestions, QUESTIONS_AT_LEAST } from './questions.ts';
import { openReleasedCentre, type Answered } from './released-centre.ts';
import { firstDifference } from './same-answer.ts';

/** How often the demonstration's stories are told: some tens of requests, in all the states they can be in. */
const TELLINGS = 3;

const { values } = parseArgs({ options: { answers: { type: 'string' } } });
const newest = (await migrationsIn(SCHEMA_FOLDER)).at(-1)?.name.slice(0, 4) ?? '';
const place = released(values.answers ?? newest);
const isThere = existsSync(place.dump);
if (isThere !== (values.answers !== undefined)) {
  process.stderr.write(
    isThere
      ? `${place.dump} is there: what was released stays as it is. Add a migration first.\n`
      : `There is no ${place.dump}. Name one that is kept.\n`,
  );
  process.exitCode = 2;
} else {
  const database = await startOwnDatabase();
  try {
    if (!isThere) await furnish(database);
    await askAndKeep(database);
  } catch (error) {
    // A dump without its answers proves nothing.
    if (!isThere) await rm(place.dump, { force: true });
    throw error;
  } finally {
    await database.stop();
  }
}

/** Everything in it was done by commands, by the same hands as in the demonstration. */
async function furnish(server: TestDatabase): Promise<void> {
  const centre = await openRunningCentre(server);
  try {
    const provider = await centre.app.db.selectFrom('pledge.provider').select('provider_id').executeTakeFirstOrThrow();
    for (let telling = 1; telling < TELLINGS; telling += 1) await loadStories(centre.app, provider.provider_id);
    const wang = await centre.signIn('wang');
    const photo = await wang.upload(pngClaiming(640, 480), '机房.png');
    const made = await wang.post('/api/service-requests', { content: '机柜指示灯如图，请看看。', files: [photo.body.id] });
    if (made.status !== 201) throw new Error(JSON.stringify(made.body));
    const keys = await readKeyFile(join(centre.folder, 'keys.json'));
    if (keys === null) throw new Error('a centre without keys');
    const taken = await takeBackup(place.dump, {
      ownerUrl: centre.ownerUrl,
      version: (JSON.parse(await readFile('package.json', 'utf8')) as { version: string }).version,
      schemas: INSTALLATION_SCHEMAS,
      fileColumn: FILE_COLUMN,
      files: openFileStore(pathToFileURL(join(centre.folder, 'files')).href),
      keys: async () => keys,
    });
    if ('refused' in taken) throw new Error(taken.refused);
    process.stdout.write(`${place.dump}: ${taken.bytes} bytes\n`);
  } finally {
    await centre.close();
  }
}

/** Asked twice, of the dump as it lies there: what would not answer the same again is no question. */
async function askAndKeep(server: TestDatabase): Promise<void> {
  const { ownerUrl, drop } = await emptyDatabase(server);
  const dataDir = await mkdtemp(join(tmpdir(), 'pledge-release-'));
  try {
    const archive = await checkArchive(place.dump);
    const config = {
      databaseUrl: ownerUrl,
      dataDir,
      secretFile: join(dataDir, 'keys.json'),
      filesUrl: pathToFileURL(join(dataDir, 'files')).href,
    };
    const restored = await restoreInstallation(config, { file: place.dump, archive });
    if ('refused' in restored) throw new Error(restored.refused);
    const askedAt = instant(Date.parse(archive.manifest.takenAt));
    const centre = await openReleasedCentre({ ownerUrl, dataDir, askedAt });
    try {
      const answers: Answered[] = [];
      for (const question of await chooseQuestions(centre, askedAt)) {
        const [first, second] = [await centre.ask(question), await centre.ask(question)];
        if (!isDeepStrictEqual(first, second)) throw new Error(`${question.path} does not answer the same twice`);
        if (first.status !== 200) throw new Error(`${question.who} ${question.path}: ${first.status}`);
        answers.push(first);
      }
      if (answers.length < QUESTIONS_AT_LEAST) throw new Error(`only ${answers.length} questions`);
      if (isThere) tellChanges((await readAnswers(place)).answers, answers);
      await keepAnswers(place, { askedAt, answers });
      process.stdout.write(`${place.answers}: ${answers.length} answers\n`);
    } finally {
      await centre.close();
    }
  } finally {
    await drop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

function tellChanges(kept: readonly Answered[], fresh: readonly Answered[]): void {
  const now = new Map(fresh.map((answer) => [`${answer.who} ${answer.path}`, answer]));
  for (const answer of kept) {
    const where = firstDifference(answer.body, now.get(`${answer.who} ${answer.path}`)?.body);
    if (where !== null) process.stdout.write(`${answer.who} ${answer.path}: other at ${where === '' ? 'its root' : where}\n`);
  }
}
