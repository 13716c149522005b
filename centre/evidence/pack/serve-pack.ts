import { createReadStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { House } from '#centre/house.ts';
import type { Actor } from '#centre/people/actor.schema.ts';
import { may } from '#centre/people/index.ts';
import { notFound } from '#centre/requests/index.ts';
import { isRefusal, refusal, type Refusal } from '#platform/command/refusal.ts';
import { inReading } from '#platform/db/pool.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { printing } from '#platform/print/printing.ts';
import { exportPackTo } from './export-pack.ts';
import { projectOfPack, type PackScope } from './pack.store.ts';

const day = z.iso.date();

export const packQuery = z.strictObject({
  /** All of the provider's, where none is named. */
  projectId: z.uuid().optional(),
  /** Days on which requests were received, both included, in the zone of their plan. */
  from: day.optional(),
  to: day.optional(),
});
export type PackQuery = z.infer<typeof packQuery>;

export const PACK_TYPE = 'application/gzip';

/** A pack is minutes of work where it is large: one at a time in a process. */
let underWay = false;

/** Makes an evidence pack and sends it as it is read from the disk, where it lies no longer than that. */
export async function servePack(house: House, actor: Actor, query: PackQuery): Promise<RouteAnswer | Refusal> {
  const { projectId = null, from = null, to = null } = query;
  // What is internal stands in the chains: a pack is of whole ones, and is not for customers.
  if (actor.customerId !== null || !may(actor, 'export', 'auditTrail', { customerId: null }))
    return refusal(403, 'notAllowed', {
      zh: '证据包由审计员导出。客户的证据包请向服务商索取。',
      en: 'Evidence packs are exported by the auditor. Customers ask the provider for theirs.',
    });
  const scope = { providerId: actor.providerId, customerId: null };
  const project = projectId === null ? { code: 'all' } : await inReading(house.db, scope, (tx) => projectOfPack(tx, projectId));
  if (project === null) return notFound();
  if (underWay)
    return refusal(
      429,
      'packUnderWay',
      { zh: '正在导出另一个证据包。请稍后再试。', en: 'Another evidence pack is being made. Try again in a while.' },
      { details: { retryAfterSeconds: 30 } },
    );
  underWay = true;
  try {
    return await packed(house, { actor, scope: { projectId, from, to }, code: project.code });
  } finally {
    underWay = false;
  }
}

async function packed(
  house: House,
  about: { readonly actor: Actor; readonly scope: PackScope; readonly code: string },
): Promise<RouteAnswer | Refusal> {
  const folder = await mkdtemp(join(tmpdir(), 'pledge-pack-'));
  const discard = (): Promise<void> => rm(folder, { recursive: true, force: true });
  const { scope } = about;
  try {
    const made = await printing(async (printer) => {
      const file = join(folder, 'pack.tar.gz');
      const keys = await house.sealingKeys();
      const { publicUrl, time } = house;
      await exportPackTo(file, house.db, { providerId: about.actor.providerId, scope, keys, publicUrl, printer, time });
      const bytes = createReadStream(file).once('close', () => void discard());
      const name = ['pledge-evidence', about.code, scope.from, scope.to].filter((part) => part !== null).join('-');
      return { status: 200, file: { file: bytes, mediaType: PACK_TYPE, name: `${name}.tar.gz`, disposition: 'attachment' } };
    });
    if (isRefusal(made)) await discard();
    return made;
  } catch (error) {
    await discard();
    throw error;
  }
}
