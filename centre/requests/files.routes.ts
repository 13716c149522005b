import type { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import multipart from '@fastify/multipart';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { clientId } from '#platform/command/envelope.ts';
import { isRefusal, type Refusal } from '#platform/command/refusal.ts';
import { inTransaction } from '#platform/db/pool.ts';
import { uuidv7 } from '#platform/db/uuid.ts';
import { FILE_LIMIT, fileNameFor, inspect, showsInline } from '#platform/files/inspect.ts';
import { turns, turnsByName } from '#platform/files/turns.ts';
import { route, type AnyRoute } from '#platform/http/route.ts';
import { instant } from '#platform/time/instant.ts';
import { fileRefusals, notTaken, tooLarge } from './files.texts.ts';
import { fileFor, saveFile, type StoredFile } from './files.store.ts';
import { declaredSize, sendRefusal, turnedAway, type UploadDoor } from './upload-door.ts';

type FileHouse = Pick<House, 'db' | 'time' | 'files'>;

/** Reading files: part of the contract like every other route. */
export function fileRoutes(house: FileHouse): AnyRoute<Actor>[] {
  return [
    route<Actor, { id: string }, unknown, unknown>({
      method: 'GET',
      path: '/api/files/:id',
      tag: 'files',
      summary: 'A file as it was uploaded',
      access: 'signedIn',
      policy: 'whoever may read a request the file is used in; before that, who uploaded it',
      params: z.object({ id: z.uuid() }),
      file: ['image/*', 'application/pdf', 'text/plain'],
      handle: async ({ actor, params }) => {
        const found = await inTransaction(
          house.db,
          { providerId: actor.providerId, customerId: actor.customerId },
          (tx, databaseNow) => fileFor(tx, actor, { id: params.id, now: house.time.now(instant(databaseNow)) }),
        );
        if (isRefusal(found)) return found;
        const bytes = await house.files.read(found.digest);
        if (bytes === undefined) throw new Error(`the bytes of the file ${found.id} are not where files lie`);
        const mediaType = found.mediaType === 'text/plain' ? 'text/plain; charset=utf-8' : found.mediaType;
        return {
          status: 200,
          file: { file: bytes, mediaType, name: found.name, disposition: showsInline(found.mediaType) ? 'inline' : 'attachment' },
        };
      },
    }),
  ];
}

/** Each holds its file in memory while it is looked at. */
const UPLOADS_AT_ONCE = 16;
/** Of one person, so that slow lines of one hold up nobody else. */
const OF_ONE_AT_ONCE = 2;
/** Of what is too large so much is still taken in, so that the sender hears why; beyond it the line is cut. */
const HEARD_OUT = 10 * FILE_LIMIT;

/** `POST /api/files`: one file as `multipart/form-data`, apart from the contract's routes because it is no JSON. */
export async function mountFileUpload(server: FastifyInstance, door: UploadDoor): Promise<void> {
  const inTurn = turns(UPLOADS_AT_ONCE);
  const ofOne = turnsByName(OF_ONE_AT_ONCE);
  await server.register(async (scope) => {
    await scope.register(multipart, {
      throwFileSizeLimit: false,
      limits: { fileSize: door.limit, files: 1, fields: 2, fieldSize: 200, parts: 4, headerPairs: 30 },
    });
    scope.post('/api/files', async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const who = await door.actorOf(request);
      if (isRefusal(who)) return sendRefusal(reply, { why: who, request, actor: null });
      const refused = turnedAway(door, request, who !== null) ?? hopeless(door, request);
      if (who === null || refused !== null)
        return sendRefusal(reply, { why: refused ?? fileRefusals.notSignedIn, request, actor: who?.actor ?? null });
      const taken = await ofOne(who.actor.personId ?? request.ip, () => inTurn(() => take(door, request, who.actor)));
      if (isRefusal(taken)) return sendRefusal(reply, { why: taken, request, actor: who.actor });
      for (const cookie of who.setCookie) reply.header('set-cookie', cookie);
      const { digest: _digest, ...told } = taken;
      return reply.code(201).send({ ...told, url: `/api/files/${taken.id}` });
    });
  });
}

function hopeless({ limit }: UploadDoor, request: FastifyRequest): Refusal | null {
  const size = declaredSize(request);
  return size !== null && size > HEARD_OUT ? tooLarge(size, false, limit) : null;
}

async function take(door: UploadDoor, request: FastifyRequest, actor: Actor): Promise<StoredFile | Refusal> {
  // Whatever goes wrong while it is received lies in what came, or in the line.
  const received = await Promise.race([receive(request, door.limit), left(request.raw)]).catch(() => fileRefusals.broken);
  if (isRefusal(received)) return received;
  const { bytes } = received;
  const found = await inspect(bytes);
  if ('refused' in found) return notTaken(found);
  const digest = await door.house.files.put(bytes);
  return inTransaction(door.house.db, { providerId: actor.providerId, customerId: actor.customerId }, (tx, databaseNow) => {
    const now = door.house.time.now(instant(databaseNow));
    const name = fileNameFor(received.name, found.mediaType);
    const file = { id: received.id ?? uuidv7(now), name, mediaType: found.mediaType, size: bytes.byteLength, digest };
    return saveFile(tx, actor, { file, now });
  });
}

interface Received {
  readonly bytes: Buffer;
  readonly name: string;
  readonly id: string | undefined;
}

async function receive(request: FastifyRequest, limit: number): Promise<Received | Refusal> {
  const part = await request.file();
  if (part === undefined) return fileRefusals.missing;
  // At the limit the rest is thrown away, to the end of the part: which may never come.
  const limited = new Promise<null>((resolve) => part.file.once('limit', () => resolve(null)));
  const bytes = await Promise.race([part.toBuffer(), limited]);
  if (bytes !== null && !part.file.truncated) return { bytes, name: part.filename, id: givenId(part.fields['id']) };
  await heardOut(request.raw);
  return tooLarge(declaredSize(request), part.mimetype.startsWith('image/'), limit);
}

/** Fails when the sender leaves before the end: whoever reads the form may wait for its next part for ever, and keep the turn. */
async function left(body: Readable): Promise<never> {
  await finished(body);
  return new Promise<never>(() => undefined);
}

/** What nobody needs any more, to its end or to as much as is heard out: a body of chunks tells no size and need not end. */
async function heardOut(body: Readable): Promise<void> {
  let heard = 0;
  const enough = new Promise<void>((resolve) => {
    body.on('data', (chunk: Buffer) => {
      heard += chunk.length;
      if (heard > HEARD_OUT) resolve();
    });
  });
  await Promise.race([enough, finished(body).catch(() => undefined)]);
}

/** The id that the sender made, in a field before the file: a repeat is the same file. */
function givenId(field: unknown): string | undefined {
  const value = typeof field === 'object' && field !== null && 'value' in field ? field.value : undefined;
  return clientId.safeParse(value).data;
}
