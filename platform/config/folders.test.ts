import assert from 'node:assert/strict';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { checkFolders } from './folders.ts';

describe('the folders of an installation', () => {
  let room: string;
  before(async () => {
    room = await mkdtemp(join(tmpdir(), 'pledge-folders-'));
    await writeFile(join(room, 'file'), '');
  });
  after(() => rm(room, { recursive: true, force: true }));

  const refusal = async (about: { data: string; files?: string; keys?: string; databaseUrl?: string }) => {
    const { data, files = join(data, 'files'), keys = join(data, 'keys.json'), databaseUrl } = about;
    const places = { dataDir: data, filesUrl: pathToFileURL(files).href, secretFile: keys, databaseUrl };
    return checkFolders(places);
  };

  it('are made where they are missing, those above them too; the data folder is for its owner', async () => {
    const data = join(room, 'a/b/c');
    assert.equal(await refusal({ data, files: join(room, 'elsewhere/files') }), undefined);
    assert.equal((await stat(data)).mode & 0o066, 0);
    assert.ok((await stat(join(room, 'elsewhere/files'))).isDirectory());
    assert.equal(await refusal({ data }), undefined);
  });

  const NOWHERE = '/proc/pledge-nowhere';
  const onLinux = { skip: process.platform === 'linux' ? false : 'such a place is of Linux', timeout: 10_000 };
  it('are refused at once where the system lets nobody make them, by the variable that leads there', onLinux, async () => {
    const refused = async (about: Parameters<typeof refusal>[0]) => {
      const error = await refusal(about);
      return [error?.code, /PLEDGE_\w+/.exec(error?.message ?? '')?.[0]];
    };
    const data = join(room, 'data');
    assert.deepEqual(await refused({ data: NOWHERE }), ['folderUnwritable', 'PLEDGE_DATA_DIR']);
    assert.deepEqual(await refused({ data: join(NOWHERE, 'deep') }), ['folderUnwritable', 'PLEDGE_DATA_DIR']);
    assert.deepEqual(await refused({ data, files: NOWHERE }), ['folderUnwritable', 'PLEDGE_FILES']);
    assert.deepEqual(await refused({ data, keys: join(NOWHERE, 'keys.json') }), ['folderUnwritable', 'PLEDGE_SECRET_FILE']);
    assert.deepEqual(await refused({ data: join(room, 'file/data') }), ['folderUnwritable', 'PLEDGE_DATA_DIR']);
  });

  it('need not be there where nothing lies in them: an external database, files and keys elsewhere', onLinux, async () => {
    const keys = join(room, 'file');
    const about = { data: NOWHERE, files: join(room, 'files'), keys, databaseUrl: 'postgresql://localhost/pledge' };
    assert.equal(await refusal(about), undefined);
  });
});
