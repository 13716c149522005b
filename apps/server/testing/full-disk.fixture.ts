/**
 * The whole product on a disk of its own that is filled and freed again: mounts a small one (in a mount namespace that the test made),
 * works, and tells as JSON what was answered. Argument: the folder to mount it at.
 */
import { execFileSync } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { runCentre, type SignedIn } from '#apps/cli/testing/running-centre.ts';
import { writeArchive } from '#platform/backup/write-archive.ts';
import { StartError } from '#platform/config/start-error.ts';
import { openDatabase } from '#platform/db/database.ts';
import { localFolder } from '#platform/files/local-folder.ts';
import { jpegOf } from '#platform/files/pictures.fixture.ts';

const place = process.argv[2] ?? '';
const MEGA = 1024 * 1024;
const READY_WITHIN_MS = 90_000;

function mountSmall(folder: string, megabytes: number): string {
  mkdirSync(folder, { recursive: true });
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  return folder;
}

/** Takes every byte that is left; gives how to give them back. */
function fill(folder: string): () => void {
  const ballast = join(folder, 'ballast');
  for (const size of [4 * MEGA, 64 * 1024, 4096])
    try {
      for (;;) writeFileSync(ballast, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
  return () => rmSync(ballast);
}

interface Tried {
  readonly status: number;
  readonly code?: string;
  readonly detail?: string;
}

async function ofFiles(): Promise<object> {
  const folder = mountSmall(join(place, 'files'), 2);
  const store = localFolder(folder);
  const free = fill(folder);
  const full = await store.put(Buffer.alloc(100_000, 7)).then(
    () => 'stored',
    (error: NodeJS.ErrnoException) => error.code,
  );
  const left = (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  free();
  const digest = await store.put(Buffer.alloc(100_000, 7));
  return { full, left: left.map(({ name }) => name), again: (await store.read(digest))?.byteLength };
}

/** An archive that has no room for its next part, and one that has none for what was still on its way to the disk. */
async function ofArchive(packed: boolean): Promise<object> {
  const folder = mountSmall(join(place, packed ? 'packed' : 'archive'), 1);
  const fault = async (parts: number): Promise<string | undefined> => {
    const archive = await writeArchive(join(folder, 'archive'), { packed });
    try {
      for (let part = 1; part <= parts; part += 1) await archive.part(`${part}`, randomBytes(MEGA / 2));
      await archive.close();
      return undefined;
    } catch (error) {
      await archive.abandon();
      return (error as NodeJS.ErrnoException).code;
    }
  };
  const between = await fault(20);
  const free = fill(folder);
  const atTheEnd = await fault(1);
  free();
  const whole = await fault(1);
  return { between, atTheEnd, whole: whole ?? 'whole', left: await readdir(folder) };
}

/** A first start where there is no room, and where nothing may be written: what it is refused with. */
async function ofStart(): Promise<object> {
  const refusal = (dataDir: string): Promise<string> =>
    openDatabase({ dataDir }).then(
      () => 'started',
      (error: unknown) => (error instanceof StartError ? error.code : String(error)),
    );
  const full = mountSmall(join(place, 'full'), 1);
  fill(full);
  const readOnly = mountSmall(join(place, 'read-only'), 1);
  execFileSync('mount', ['-o', 'remount,ro', readOnly]);
  return { full: await refusal(full), readOnly: await refusal(join(readOnly, 'data')) };
}

/** A pack is laid on the disk before it is sent: what is answered where that is full, and what is left there. */
async function packWithoutRoom(auditor: SignedIn): Promise<object> {
  const [folder, present] = [mountSmall(join(place, 'temporary'), 1), process.env.TMPDIR];
  fill(folder);
  process.env.TMPDIR = folder;
  const { status, body } = await auditor.get('/api/evidence-pack');
  if (present === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = present;
  return { status, code: body?.code, left: await readdir(folder) };
}

async function ofProduct(): Promise<object> {
  const folder = mountSmall(join(place, 'product'), 220);
  chmodSync(folder, 0o711);
  const database = await openDatabase({ dataDir: folder }, { onLost: () => undefined });
  const centre = await runCentre({ ownerUrl: database.ownerUrl, folder });
  const wang = await centre.signIn('wang');
  const send = async (commandId: string): Promise<Tried> => {
    const { status, body } = await wang.post('/api/service-requests', { commandId, content: `满盘第${commandId}号` });
    return { status, code: body?.code, detail: body?.detail };
  };
  const upload = async (): Promise<Tried> => {
    const { status, body } = await wang.upload(Buffer.concat([jpegOf(40, 30), Buffer.alloc(200_000)]), 'a.jpg');
    return { status, code: body?.code, detail: body?.detail };
  };
  const before = await send(randomUUID());
  const pack = await packWithoutRoom(await centre.signIn('auditor'));
  const free = fill(folder);
  const ids = Array.from({ length: 300 }, () => randomUUID());
  const commands: Tried[] = [];
  for (const id of ids) commands.push(await send(id));
  const files = [await upload(), await upload()];
  free();
  const until = performance.now() + READY_WITHIN_MS;
  while (performance.now() < until && (await fetch(`${centre.url}/readyz`)).status !== 200) await delay(200);
  const repeated: Tried[] = [];
  for (const id of ids) repeated.push(await send(id));
  const list = await wang.get(`/api/service-requests?state=all&limit=1&total=true&q=${encodeURIComponent('满盘')}`);
  const uploaded = await upload();
  const names = await readdir(join(folder, 'files'), { recursive: true, withFileTypes: true });
  await centre.stop();
  await database.stop();
  return {
    before,
    pack,
    commands,
    files,
    repeated,
    total: list.body.total,
    uploaded,
    drafts: names.filter((entry) => entry.isFile() && entry.name.startsWith('.')).length,
  };
}

process.stdout.write(
  `\n${JSON.stringify({ files: await ofFiles(), archives: [await ofArchive(false), await ofArchive(true)], start: await ofStart(), product: await ofProduct() })}\n`,
);
process.exit(0);
