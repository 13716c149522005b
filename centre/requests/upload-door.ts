import type { FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import type { Refusal } from '#platform/command/refusal.ts';
import { asked, sendRefusal as refuse } from '#platform/http/refuse.ts';
import { fileRefusals } from './files.texts.ts';

/** What the doors have in common through which files come in, apart from the contract's routes because they are no JSON. */
export interface UploadDoor {
  readonly house: Pick<House, 'db' | 'time' | 'files' | 'publicUrl'>;
  /** A file at most, in bytes. */
  readonly limit: number;
  /** Who asks; null where nobody is signed in, a refusal where they ask too often. */
  readonly actorOf: (
    request: FastifyRequest,
  ) => Promise<{ readonly actor: Actor; readonly setCookie: readonly string[] } | Refusal | null>;
}

/** What is refused before a byte of the file is read. */
export function turnedAway(door: UploadDoor, request: FastifyRequest, signedIn: boolean): Refusal | null {
  if (!signedIn) return fileRefusals.notSignedIn;
  const { origin, host } = request.headers;
  // A form on another site could send a file in the name of whoever is signed in here.
  const ours = origin === undefined || origin === door.house.publicUrl || (URL.canParse(origin) && new URL(origin).host === host);
  if (!ours) return fileRefusals.foreignOrigin;
  return request.isMultipart() ? null : fileRefusals.notMultipart;
}

/** As the sender says; null where it is not said. */
export function declaredSize(request: FastifyRequest): number | null {
  const size = Number(request.headers['content-length']);
  return Number.isSafeInteger(size) ? size : null;
}

export function sendRefusal(
  reply: FastifyReply,
  about: { why: Refusal; request: FastifyRequest; actor: Actor | null },
): FastifyReply {
  const { why, request, actor } = about;
  // What was not read would be taken for the next request on this line.
  if (!request.raw.complete) reply.header('connection', 'close');
  return refuse(reply, why, actor?.language ?? asked(request));
}
