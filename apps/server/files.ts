import type { FastifyInstance } from 'fastify';
import type { House } from '#centre/house.ts';
import { mountFileUpload } from '#centre/requests/files.routes.ts';
import { importedLogs } from '#centre/requests/import-job/history-import.ts';
import { mountLogUpload } from '#centre/requests/log-upload.ts';
import { replayedLogs } from '#centre/requests/replay-job/log-replay.ts';
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
  for (const intake of [importedLogs, replayedLogs]) await mountLogUpload(server, { ...door, limit: limits.importBytes }, intake);
}
