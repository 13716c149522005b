import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { countDuties, countRegisters, planDuties } from '#centre/commitments/index.ts';
import type { CommitmentAnswer, Fulfilment } from '#centre/commitments/register/register.schema.ts';
import { saveFile } from '#centre/requests/files.store.ts';
import type { EMPLOYEES } from '#centre/testing/house-people.ts';
import { signedAnew, unpackedPack, verifiedPack, type PackVerdict, type PromisedCommitment } from '#centre/testing/pack.ts';
import { storyIn } from '#centre/testing/story.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { openTestServer, TEST_KEYS, type TestServer } from './testing/test-server.ts';

type Employee = keyof typeof EMPLOYEES;

let server: TestServer;
let folder: string;
before(async () => {
  server = await openTestServer();
  folder = await mkdtemp(join(tmpdir(), 'pledge-verdicts-'));
  await at('2026-03-01T12:00:00+08:00');
});
after(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

/** The workers look at that moment. */
async function at(instant: string): Promise<void> {
  const { house, app } = server;
  house.time.set(instant);
  await planDuties({ db: app.db, time: house.time });
  await countDuties({ db: app.db, time: house.time });
  for (let { more } = { more: true }; more;) ({ more } = await countRegisters(app.house));
}

async function fileOf(who: Employee): Promise<string> {
  const { house } = server;
  const file = { id: randomUUID(), name: '报告.pdf', mediaType: 'application/pdf', size: 3, digest: 'a'.repeat(64) };
  await house.within(null, (tx) => saveFile(tx, house.actors[who], { file, now: house.time.current() }));
  return file.id;
}

const opened = async (id: string, who: Employee = 'auditor'): Promise<CommitmentAnswer> =>
  (await server.get(who, `/api/fulfilments/${id}?period=all`)).body;
/** The next of its duties. */
const dutyOf = async (id: string): Promise<string> => (await opened(id)).duties[0]?.id ?? '';
const done = async (answer: ReturnType<TestServer['post']>): Promise<void> => {
  const { status, body } = await answer;
  assert.equal(status, 201, JSON.stringify(body));
};
const report = (who: Employee, duty: string, doneOn: string): Promise<void> =>
  done(server.post(who, `/api/duties/${duty}/report`, { note: '已完成', doneOn }));
const attest = async (who: Employee, id: string, holdsUntil: string): Promise<void> =>
  done(
    server.post(who, `/api/fulfilments/${id}/attest`, {
      projectId: server.house.projectId,
      fileId: await fileOf(who),
      holdsUntil,
    }),
  );

async function sealAll(): Promise<void> {
  const { db, time, providerId, within } = server.house;
  const keys = await TEST_KEYS.sealing();
  const isOpen = (): Promise<boolean> =>
    within(null, async (tx) => {
      const { count } = await tx
        .selectFrom('pledge.event')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow();
      return ((await sealsAfter(tx, 0, 1_000)).at(-1)?.total ?? 0) < count;
    });
  while (await isOpen()) {
    time.pass(1);
    await sealEvents({ db, time, keys }, providerId);
  }
}

const register = async (): Promise<Fulfilment[]> =>
  (await server.get('auditor', `/api/fulfilments?period=all&project=${server.house.projectId}&limit=500`)).body.items;

async function verdictsOf(name: string, period: { from?: string; to?: string } = {}): Promise<PackVerdict> {
  const { projectId } = server.house;
  const scope = { projectId, from: period.from ?? null, to: period.to ?? null };
  await unpackedPack(server.house, join(folder, name), { keys: await TEST_KEYS.sealing(), scope });
  const { said } = await verifiedPack(join(folder, name), '--json');
  return JSON.parse(said) as PackVerdict;
}

/** What a pack may say where the register says this: what may still be broken, or has not fallen due, is proven by nothing but what was kept. */
const MAY_BE: Readonly<Record<Fulfilment['status'], readonly PromisedCommitment['verdict'][]>> = {
  breached: ['breached'],
  waived: ['waived'],
  kept: ['kept'],
  atRisk: ['kept', 'notProven'],
  notDue: ['notProven'],
  notMeasured: ['notProven'],
};

/** Two months of a centre: of each means something that was kept and something that was not. */
describe('the verdicts of an evidence pack', () => {
  before(async () => {
    const { house } = server;
    await at('2026-03-28T12:00:00+08:00');
    await report('qualityController', await dutyOf('C-1.3.1-12'), '2026-03-28');
    const [late, explained] = [await dutyOf('C-1.6.1-02'), await dutyOf('C-1.5.2-01')];
    await attest('centreManager', 'C-1.3.1-06', '2027-03-01');
    await attest('centreManager', 'C-1.3.6-08', '2026-04-01');
    await at('2026-04-03T12:00:00+08:00');
    await report('supportEngineer', late, '2026-04-03');
    const { people } = await opened('C-1.5.2-01', 'manager');
    const told = { cause: '专职经理休假', measure: '指定代理', responsibleId: people[0]?.id, dueOn: '2026-05-31' };
    await done(server.post('manager', `/api/duties/${explained}/explain-breach`, told));
    const story = storyIn(house);
    const request = { content: '核心交换机没有响应', kind: 'fault', siteId: house.sites['SITE-01'] ?? '' } as const;
    const first = await story.reports('technician', { ...request, enquirerPhone: '+86 10 0000 0004' });
    await story.fires('branchEngineer', 'contact', { id: first }, { contactName: '王工', channel: 'phone', text: '您好' });
    await story.reports('technician', { ...request, enquirerPhone: '+86 10 0000 0004' });
    await story.waitsUntil('2026-04-03T20:00:00+08:00');
    await at('2026-04-03T20:00:00+08:00');
    await sealAll();
  });

  it('are those of the register, whatever a commitment is measured by', async () => {
    const { holds, faults, commitments } = await verdictsOf('all');
    assert.deepEqual([holds, faults], [true, []]);
    const verdicts = new Map(commitments.map((one) => [one.id, one]));
    const stands = await register();
    assert.equal(stands.length, commitments.length);
    // What objectives count and what the card shows is not in a pack: it says so, and judges by the rest.
    const beyond = new Set(
      stands.filter(({ feeds }) => feeds.some(({ by }) => by === 'objectives' || by === 'card')).map(({ id }) => id),
    );
    const compared = stands.filter(({ id, repeats }) => ![id, ...repeats].some((one) => beyond.has(one)));
    for (const { id, status } of compared)
      assert.ok(
        MAY_BE[status].includes(verdicts.get(id)?.verdict ?? 'waived'),
        `${id}: ${status}, ${JSON.stringify(verdicts.get(id))}`,
      );
    for (const id of beyond)
      assert.ok(
        verdicts.get(id)?.why.some((code) => code === 'figures' || code === 'shownThere' || code === 'repeats'),
        id,
      );
    const reached = (verdict: string) => new Set(commitments.flatMap((one) => (one.verdict === verdict ? one.why : [])));
    assert.ok(['byVerdicts', 'byDuties', 'byWord', 'byGates', 'byPlan', 'repeats'].every((why) => reached('kept').has(why)));
    assert.ok(['byVerdicts', 'byDuties', 'byEndedWord'].every((why) => reached('breached').has(why)));
  });

  it('call a duty breached that was missed, explained or not, and one that was reported late', async () => {
    const { commitments, totals } = await verdictsOf('duties');
    const said = (id: string) => {
      const one = commitments.find((commitment) => commitment.id === id);
      return [one?.verdict, one?.onTime, one?.late, one?.missed, one?.explained];
    };
    assert.deepEqual(said('C-1.3.1-12'), ['kept', 1, 0, 0, 0]);
    assert.deepEqual(said('C-1.6.1-02'), ['breached', 0, 1, 0, 0]);
    assert.deepEqual(said('C-1.5.2-01'), ['breached', 0, 0, 1, 1]);
    assert.deepEqual(said('C-1.5.3-02'), ['breached', 0, 0, 1, 0], 'nobody said a word of it');
    assert.ok((totals['duties'] ?? 0) > 3);
  });

  type Line = Readonly<Record<string, unknown>>;
  /** What is found where the sender, who holds the key, makes better lines of a part. */
  const better = async (part: string, change: (line: Line) => Line | null): Promise<string[]> => {
    const copy = join(folder, randomUUID());
    await cp(join(folder, 'all'), copy, { recursive: true });
    const text = await readFile(join(copy, part), 'utf8');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
    const made = lines.map(change).filter((line) => line !== null);
    assert.notDeepEqual(made, lines, 'something became better');
    await writeFile(join(copy, part), made.map((line) => `${JSON.stringify(line)}\n`).join(''));
    await signedAnew(copy, await TEST_KEYS.sealing());
    const { said } = await verifiedPack(copy, '--json');
    return [...new Set((JSON.parse(said) as PackVerdict).faults.map(({ code }) => code))];
  };
  const isBroken = ({ verdict }: Line): boolean => verdict === 'breached';
  const [OUTCOMES, DUTIES] = ['outcomes/000001.jsonl', 'duties/000001.jsonl'];
  const cases: readonly [string, string, (line: Line) => Line | null, string][] = [
    ['a breach that is called kept', OUTCOMES, (line) => (isBroken(line) ? { ...line, verdict: 'kept' } : line), 'unlisted'],
    ['a breach that is left out', OUTCOMES, (line) => (isBroken(line) ? null : line), 'unlisted'],
    ['a breach of nothing', OUTCOMES, (line) => (isBroken(line) ? { ...line, commitments: [] } : line), 'otherwise'],
    ['a missed duty that is left out, though its cause was told', DUTIES, () => null, 'unlisted'],
    ['a late report of a duty that was due later', DUTIES, (line) => ({ ...line, dueAt: '2026-04-30T16:00:00Z' }), 'otherwise'],
  ];
  for (const [what, part, change, code] of cases)
    it(`do not hold with ${what}`, async () => assert.deepEqual(await better(part, change), [code]));

  it('rest on whole chains where the period ends before what was told of a duty, and on the word that ended before it began', async () => {
    const march = await verdictsOf('march', { from: '2026-03-01', to: '2026-04-01' });
    assert.deepEqual(march.faults, []);
    const verdict = ({ commitments }: PackVerdict, id: string) => commitments.find((one) => one.id === id)?.verdict;
    assert.deepEqual(
      ['C-1.5.2-01', 'C-1.3.6-08'].map((id) => verdict(march, id)),
      ['breached', 'kept'],
    );
    const april = await verdictsOf('april', { from: '2026-04-02' });
    assert.deepEqual(april.faults, []);
    assert.deepEqual(
      ['C-1.6.1-02', 'C-1.3.6-08', 'C-1.3.1-12'].map((id) => verdict(april, id)),
      ['breached', 'breached', 'notProven'],
    );
  });

  it('prove nothing by what waits for its seal', async () => {
    await at('2026-04-28T12:00:00+08:00');
    await report('qualityController', await dutyOf('C-1.3.1-12'), '2026-04-28');
    const { commitments } = await verdictsOf('waiting', { from: '2026-04-27' });
    const one = commitments.find(({ id }) => id === 'C-1.3.1-12');
    assert.deepEqual([one?.verdict, one?.onTime, one?.unproven], ['notProven', 1, 1]);
    assert.deepEqual(one?.why, ['byDuties', 'waits']);
  });
});
