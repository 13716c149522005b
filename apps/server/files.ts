import type { FastifyInstance } from 'fastify';
import type { House } from '#centre/house.ts';
import { mountFileUpload } from '#centre/requests/files.routes.ts';
import { mountLogUpload } from '#centre/requests/import-job/upload-log.ts';
import type { UploadDoor } from '#centre/requests/upload-door.ts';
import type { Limits } from '#platform/config/limits.ts';

/** The doors through which files come in, each with its own limit. */
export async function mountFiles(
  server: FastifyInstance,
  parts: Omit<UploadDoor, 'limit' | 'house'> & {
    readonly house: House;
    readonly limits: Pick<Limits, 'uploadBytes' | 'importBytes'>;
  },
): Promise<void> {
  const { limits, ...door } = parts;
  await mountFileUpload(server, { ...door, limit: limits.uploadBytes });
  await mountLogUpload(server, { ...door, limit: limits.importBytes });
}
