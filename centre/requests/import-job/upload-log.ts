import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { finished } from 'node:stream/promises';
import { sampleLog } from '#centre/history/index.ts';
import type { House } from '#centre/house.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { csvTexts } from '#platform/csv/csv.texts.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { fileNameFor } from '#platform/files/inspect.ts';
import { turns } from '#platform/files/turns.ts';
import { instant } from '#platform/time/instant.ts';
import { fileRefusals } from '../files.texts.ts';
import { saveFile } from '../files.store.ts';
import { declaredSize, sendRefusal, turnedAway, type UploadDoor } from '../upload-door.ts';
import { isImporter, openLog, scopeOf, type Importer } from './history-import.ts';
import { insertImport } from './history-import.store.ts';
import { jobRefusals, logTooLarge } from './history-import.texts.ts';

/** Each goes to the disk as it comes and is held nowhere; they share the line. */
const UPLOADS_AT_ONCE = 2;
/** Of what is too large so much is still taken in, so that the sender hears why; beyond it the line is cut. */
const HEARD_OUT = 2;

type LogDoor = UploadDoor & { readonly house: Pick<House, 'changed'> };

/** `POST /api/history-imports`: the log of another system as `multipart/form-data`, for whoever may import histories. */
export async function mountLogUpload(server: FastifyInstance, door: LogDoor): Promise<void> {
  const inTurn = turns(UPLOADS_AT_ONCE);
  await server.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: door.limit, files: 1, fields: 0, parts: 2, headerPairs: 30 },
    });
    scope.post('/api/history-imports', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const who = await door.actorOf(request);
      if (isRefusal(who)) return sendRefusal(reply, { why: who, request, actor: null });
      const refused = who === null ? fileRefusals.notSignedIn : turnedAwayFrom(door, request, isImporter(who.actor));
      if (who === null || refused !== null || !isImporter(who.actor))
        return sendRefusal(reply, { why: refused ?? jobRefusals.notAllowed, request, actor: who?.actor ?? null });
      const { actor } = who;
      const taken = await inTurn(() => take(door, request, actor));
      if (isRefusal(taken)) return sendRefusal(reply, { why: taken, request, actor });
      for (const cookie of who.setCookie) reply.header('set-cookie', cookie);
      door.house.changed(['history-imports']);
      return reply.code(201).send(taken);
    });
  });
}

function turnedAwayFrom(door: LogDoor, request: FastifyRequest, mayImport: boolean): Refusal | null {
  const size = declaredSize(request);
  return (
    turnedAway(door, request, true) ??
    (mayImport ? null : jobRefusals.notAllowed) ??
    (size !== null && size > HEARD_OUT * door.limit ? logTooLarge(door.limit) : null)
  );
}

/** Why a log is not stored, carried through the store that takes it in pieces. */
class NotTaken extends Error {
  readonly why: Refusal;
  constructor(why: Refusal) {
    super(why.code);
    this.why = why;
  }
}

async function take(door: LogDoor, request: FastifyRequest, actor: Importer): Promise<{ id: string } | Refusal> {
  const { house } = door;
  const stored = await store(door, request);
  if (isRefusal(stored)) return stored;
  const sample = await sampleLog(() => openLog(house, stored.digest));
  if ('refused' in sample) return refusal(422, sample.refused.code, csvTexts[sample.refused.code]);
  return inTransaction(house.db, scopeOf(actor), async (tx, databaseNow) => {
    const now = house.time.now(instant(databaseNow));
    const file = { ...stored, id: uuidv7(now) };
    // Nobody's upload: as a file it is given out and named by no one, only by the import it belongs to.
    const saved = await saveFile(tx, { ...actor, personId: null }, { file, now });
    if (isRefusal(saved)) return saved;
    const id = uuidv7(now);
    await insertImport(tx, { providerId: actor.providerId, id, personId: actor.personId, fileId: saved.id, now });
    return { id };
  });
}

async function store(
  { house, limit }: LogDoor,
  request: FastifyRequest,
): Promise<{ digest: string; size: number; name: string; mediaType: string } | Refusal> {
  const part = await request.file().catch(() => undefined);
  if (part === undefined) return fileRefusals.missing;
  let mediaType = 'text/csv';
  const pieces: AsyncIterable<Uint8Array> = part.file;
  async function* checked(): AsyncGenerator<Uint8Array> {
    let isFirst = true;
    for await (const piece of pieces) {
      if (isFirst) mediaType = mediaTypeOf(piece);
      isFirst = false;
      yield piece;
    }
    if (isFirst) throw new NotTaken(fileRefusals.missing);
    if (part?.file.truncated === true) throw new NotTaken(logTooLarge(limit));
  }
  try {
    const { digest, size } = await house.files.take(checked());
    return { digest, size, name: nameFor(part.filename, mediaType), mediaType };
  } catch (error) {
    await finished(request.raw.resume()).catch(() => undefined);
    if (error instanceof NotTaken) return error.why;
    // A full disk is ours to tell; what else goes wrong lies in what came, or in the line.
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') throw error;
    return fileRefusals.broken;
  }
}

/** By the content alone: an archive of gzip, or text. */
function mediaTypeOf(piece: Uint8Array): string {
  if (piece[0] === 0x1f && piece[1] === 0x8b) return 'application/gzip';
  if (piece.includes(0)) throw new NotTaken(jobRefusals.notATable);
  return 'text/csv';
}

function nameFor(given: string, mediaType: string): string {
  const ending = mediaType === 'application/gzip' ? '.csv.gz' : '.csv';
  const stem = fileNameFor(given, 'text/plain').replace(/(\.txt|\.csv|\.gz)+$/i, '');
  return `${stem}${ending}`;
}
