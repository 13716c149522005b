import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Transaction } from 'kysely';
import { finished } from 'node:stream/promises';
import { sampleLog } from '#centre/history/index.ts';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Tables } from '#centre/schema/tables.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { csvTexts } from '#platform/csv/csv.texts.ts';
import { csvRefusedWords } from '#platform/csv/refused-words.rules.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { fileNameFor } from '#platform/files/inspect.ts';
import { turns } from '#platform/files/turns.ts';
import { instant, type Instant } from '#platform/time/instant.ts';
import { fileRefusals } from './files.texts.ts';
import { saveFile } from './files.store.ts';
import { openLog } from './open-log.ts';
import { logTooLarge, notATable } from './open-log.texts.ts';
import { declaredSize, sendRefusal, turnedAway, type UploadDoor } from './upload-door.ts';

/** Each goes to the disk as it comes and is held nowhere; they share the line. */
const UPLOADS_AT_ONCE = 2;
/** Of what is too large so much is still taken in, so that the sender hears why; beyond it the line is cut. */
const HEARD_OUT = 2;

type LogDoor = UploadDoor & { readonly house: Pick<House, 'changed'> };
type Somebody = Actor & { readonly personId: string };

/** What logs that come in by one address are for. */
export interface LogIntake {
  readonly path: string;
  readonly topic: string;
  /** Whoever may bring one in; a program that is nobody brings none. */
  readonly mayBring: (actor: Actor) => boolean;
  readonly notAllowed: Refusal;
  /** Writes down what the log is kept for. */
  readonly keep: (
    tx: Transaction<Tables>,
    about: {
      readonly providerId: string;
      readonly id: string;
      readonly personId: string;
      readonly fileId: string;
      readonly now: Instant;
    },
  ) => Promise<void>;
}

/** `POST` to the intake's path: the log of another system as `multipart/form-data`. */
export async function mountLogUpload(server: FastifyInstance, door: LogDoor, intake: LogIntake): Promise<void> {
  const brings = (actor: Actor): actor is Somebody => actor.personId !== null && intake.mayBring(actor);
  const inTurn = turns(UPLOADS_AT_ONCE);
  await server.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: door.limit, files: 1, fields: 0, parts: 2, headerPairs: 30 },
    });
    scope.post(intake.path, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const who = await door.actorOf(request);
      if (isRefusal(who)) return sendRefusal(reply, { why: who, request, actor: null });
      const refused =
        who === null ? fileRefusals.notSignedIn : turnedAwayFrom(door, request, brings(who.actor) ? null : intake.notAllowed);
      if (who === null || refused !== null || !brings(who.actor))
        return sendRefusal(reply, { why: refused ?? intake.notAllowed, request, actor: who?.actor ?? null });
      const { actor } = who;
      const taken = await inTurn(() => take(door, request, { actor, intake }));
      if (isRefusal(taken)) return sendRefusal(reply, { why: taken, request, actor });
      for (const cookie of who.setCookie) reply.header('set-cookie', cookie);
      door.house.changed([intake.topic]);
      return reply.code(201).send(taken);
    });
  });
}

function turnedAwayFrom(door: LogDoor, request: FastifyRequest, notAllowed: Refusal | null): Refusal | null {
  const size = declaredSize(request);
  return (
    turnedAway(door, request, true) ??
    notAllowed ??
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

async function take(
  door: LogDoor,
  request: FastifyRequest,
  { actor, intake }: { readonly actor: Somebody; readonly intake: LogIntake },
): Promise<{ id: string } | Refusal> {
  const { house } = door;
  const stored = await store(door, request);
  if (isRefusal(stored)) return stored;
  const sample = await sampleLog(() => openLog(house, stored.digest));
  if ('refused' in sample) return refusal(422, sample.refused.code, csvRefusedWords(sample.refused));
  return inTransaction(house.db, { providerId: actor.providerId, customerId: null }, async (tx, databaseNow) => {
    const now = house.time.now(instant(databaseNow));
    const file = { ...stored, id: uuidv7(now) };
    // Nobody's upload: as a file it is given out and named by no one, only by what it was brought in for.
    const saved = await saveFile(tx, { ...actor, personId: null }, { file, now });
    if (isRefusal(saved)) return saved;
    const id = uuidv7(now);
    await intake.keep(tx, { providerId: actor.providerId, id, personId: actor.personId, fileId: saved.id, now });
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
    if (isFirst) throw new NotTaken(refusal(422, 'notATable', csvTexts.notATable));
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
  if (piece.includes(0)) throw new NotTaken(notATable);
  return 'text/csv';
}

function nameFor(given: string, mediaType: string): string {
  const ending = mediaType === 'application/gzip' ? '.csv.gz' : '.csv';
  const stem = fileNameFor(given, 'text/plain').replace(/(\.txt|\.csv|\.gz)+$/i, '');
  return `${stem}${ending}`;
}
