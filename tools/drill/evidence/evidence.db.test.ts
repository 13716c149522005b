import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { eraseContact } from '#centre/evidence/erase-contact.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { storyIn } from '#centre/testing/story.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { randomFrom } from '../random.ts';
import { tamperWith } from './tamper.ts';
import { TAMPERINGS } from './tamperings.ts';

const KEYS = sealingKeysOf('55'.repeat(32));
const EACH = 4;

/** The drill at a few places: what the owner of the tables does to sealed evidence is found, and the first bad record named. */
describe('sealed evidence in the hands of the owner of its tables', () => {
  let house: TestHouse;
  before(async () => {
    house = await openTestHouse();
    const story = storyIn(house);
    for (let told = 0; told < 4; told += 1) {
      const request = await story.reports('technician', {
        content: '核心交换机没有响应',
        kind: 'fault',
        siteId: house.sites['SITE-01'] ?? '',
        enquirerPhone: '+86 10 0000 0004',
      });
      await story.fires('branchEngineer', 'contact', { id: request }, { contactName: '王工', channel: 'phone', text: '您好' });
    }
    const contactId = house.actors.representative.contactId ?? '';
    const input = { commandId: randomUUID(), under: 'requestOfThePerson' as const };
    await eraseContact(house.deps, { actor: house.actors.administrator, contactId, input, path: '/x' });
    const total = async (): Promise<number> => (await house.within(null, (tx) => sealsAfter(tx, 0, 1_000))).at(-1)?.total ?? 0;
    const { count } = await house.within(null, (tx) =>
      tx
        .selectFrom('pledge.event')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow(),
    );
    while ((await total()) < count) {
      house.time.pass(1);
      await sealEvents({ db: house.db, time: house.time, keys: KEYS, most: 5 }, house.providerId);
    }
  });
  after(() => house.close());

  it('holds where nobody touched it, and nowhere else', async () => {
    const places = EACH * Object.keys(TAMPERINGS).length;
    const { ownerUrl, providerId } = house;
    const tried = await tamperWith({ ownerUrl, providerId, keys: KEYS.known, places, random: randomFrom(7) });
    assert.equal(tried.length, places);
    assert.deepEqual(
      tried.filter(({ verdict }) => verdict !== 'found'),
      [],
    );
  });
});
