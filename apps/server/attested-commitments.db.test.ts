import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { EvidenceRow } from '#centre/commitments/register/evidence.schema.ts';
import type { Fulfilment } from '#centre/commitments/register/register.schema.ts';
import { evidenceNow } from '#centre/evidence/audit.ts';
import { eventsAround } from '#centre/evidence/pack/pack-around.store.ts';
import { appoint } from '#centre/people/index.ts';
import { saveFile } from '#centre/requests/files.store.ts';
import { EMPLOYEES } from '#centre/testing/house-people.ts';
import { openTestServer, type TestServer } from './testing/test-server.ts';

let server: TestServer;
before(async () => {
  server = await openTestServer();
  const { actors, providerId, within, time } = server.house;
  // The house of the tests has nobody of the management.
  await within(null, (tx) =>
    appoint(tx, {
      providerId,
      personId: actors.approver.personId ?? '',
      position: 'providerManagement',
      fromOn: '2026-01-01',
      now: time.current(),
    }),
  );
});
after(() => server.close());

type Employee = keyof typeof EMPLOYEES;

/** Who of the house may give the word by the plan, and who may not. */
interface Row {
  readonly id: string;
  readonly by: Employee;
  readonly notBy: Employee;
  /** Where it stands before anybody says a word, if a goal of the plan or what is published counts for it as well. */
  readonly counted?: 'notDue' | 'kept';
}

const ROWS: readonly Row[] = [
  // By the positions that a rule of the plan names.
  { id: 'C-1.2-02', by: 'qualityController', notBy: 'manager', counted: 'notDue' },
  { id: 'C-1.3-04', by: 'qualityController', notBy: 'manager' },
  { id: 'C-1.3.6-08', by: 'centreManager', notBy: 'supportEngineer' },
  // By those who answer for it, where no rule says otherwise.
  { id: 'C-1.3.1-06', by: 'centreManager', notBy: 'qualityController' },
  { id: 'C-1.3.1-07', by: 'centreManager', notBy: 'manager' },
  { id: 'C-1.3.4-01', by: 'branchEngineer', notBy: 'clerk' },
  { id: 'C-1.3.6-02', by: 'approver', notBy: 'qualityController', counted: 'kept' },
  { id: 'C-1.6.2-19', by: 'supportEngineer', notBy: 'branchEngineer' },
  { id: 'C-1.6.2-21', by: 'secondSupportEngineer', notBy: 'centreManager' },
];

const at = (day: string): void => void server.house.time.set(`${day}T09:00:00+08:00`);
const stands = async (id: string): Promise<string | undefined> => {
  const { body } = await server.get('auditor', '/api/fulfilments');
  return (body.items as Fulfilment[]).find((item) => item.id === id)?.status;
};

async function uploaded(who: Employee): Promise<string> {
  const id = randomUUID();
  await server.house.within(null, (tx) =>
    saveFile(tx, server.house.actors[who], {
      file: { id, name: '确认书.pdf', mediaType: 'application/pdf', size: 3, digest: 'a'.repeat(64) },
      now: server.house.time.current(),
    }),
  );
  return id;
}

/** A commitment of conduct is kept by a word on record, as long as it holds, and by nobody's whom the plan does not name. */
describe('by the word of a person', () => {
  for (const { id, by, notBy, counted = 'notMeasured' } of ROWS)
    it(`${id}: of ${by}, not of ${notBy}, for a year; then it is broken until the next word`, async () => {
      const attest = async (who: Employee) =>
        server.post(who, `/api/fulfilments/${id}/attest`, {
          projectId: server.house.projectId,
          fileId: await uploaded(who),
        });
      at('2026-10-12');
      assert.equal(await stands(id), counted);
      const refused = await attest(notBy);
      assert.deepEqual([refused.status, refused.body.code], [403, 'notAllowed']);
      assert.equal(await stands(id), counted);
      const given = await attest(by);
      assert.deepEqual([given.status, given.body.holdsUntil], [201, '2027-10-12']);
      assert.equal(await stands(id), 'kept');
      const { items } = (await server.get('representative', `/api/fulfilments/${id}/evidence?only=attested`)).body;
      assert.deepEqual(
        (items as EvidenceRow[]).map(({ attestation }) => [attestation?.by, attestation?.holdsUntil, attestation?.file.name]),
        [[EMPLOYEES[by].name, '2027-10-12', '确认书.pdf']],
        'the customer sees whose word it is, until when, and what shows it',
      );
      at('2027-10-13');
      assert.equal(await stands(id), 'breached');
      assert.equal((await attest(by)).status, 201);
      assert.equal(await stands(id), 'kept');
    });

  it('leaves evidence that holds', async () => {
    const { db, directUrl, providerId } = server.house;
    const { first } = await evidenceNow(db, { url: directUrl, providerId, seals: { keys: [] } });
    assert.equal(first, null);
  });

  it('goes along in the evidence pack of its project and of all, and of no other, for a period in which it holds', async () => {
    const { projectId, within } = server.house;
    const words = (project: string | null, from: string | null = null, to: string | null = null): Promise<number> =>
      within(null, async (tx) => {
        const around = await eventsAround(tx, { projectId: project, from, to });
        return around.filter(({ stream_kind }) => stream_kind === 'attestation').length;
      });
    const all = 2 * ROWS.length;
    assert.deepEqual([await words(projectId), await words(null), await words(randomUUID())], [all, all, 0]);
    assert.deepEqual(
      [await words(projectId, '2027-01-01', '2027-01-31'), await words(projectId, null, '2026-01-31')],
      [ROWS.length, 0],
    );
  });
});
