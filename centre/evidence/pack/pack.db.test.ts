import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import pg from 'pg';
import { activePlan } from '#centre/plan/index.ts';
import { openTestHouse, type TestHouse } from '#centre/testing/house.ts';
import { signedAnew, unpackedPack, verifiedPack as verified, type PackVerdict as Verdict } from '#centre/testing/pack.ts';
import { admitSecondCustomer } from '#centre/testing/second-parties.ts';
import { signedBy, storyIn } from '#centre/testing/story.ts';
import { sealEvents } from '#platform/evidence-log/seal-events.ts';
import { sealsAfter } from '#platform/evidence-log/seals.store.ts';
import { lineOfSeal, signSeal } from '#platform/evidence-log/seal.ts';
import { sealingKeysOf } from '#platform/keys/sealing-keys.ts';
import { createPrinter } from '#platform/print/print.ts';
import { eraseContact } from '../erase-contact.ts';
import type { PackCounts } from './export-pack.ts';

const KEYS = sealingKeysOf('22'.repeat(32));
const OTHERS = sealingKeysOf('33'.repeat(32));
/** Why a commitment is kept, besides verdicts. */
const SHOWN = ['byGates', 'byPlan'];

describe('an evidence pack', () => {
  let house: TestHouse;
  let folder: string;
  let whole: string;
  let counts: PackCounts;

  const sealAll = async (): Promise<void> => {
    const open = async (): Promise<boolean> =>
      house.within(null, async (tx) => {
        const { count } = await tx
          .selectFrom('pledge.event')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow();
        return ((await sealsAfter(tx, 0, 1_000)).at(-1)?.total ?? 0) < count;
      });
    while (await open()) {
      house.time.pass(1);
      await sealEvents({ db: house.db, time: house.time, keys: KEYS }, house.providerId);
    }
  };

  const exported = async (name: string, scope = { projectId: house.projectId, from: null, to: null }): Promise<string> => {
    const printer = createPrinter();
    counts = await unpackedPack(house, join(folder, name), { scope, keys: KEYS, printer });
    await printer.close();
    return join(folder, name);
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pledge-pack-'));
    house = await openTestHouse();
    const story = storyIn(house);
    const request = await story.reports('technician', {
      content: '核心交换机没有响应',
      kind: 'fault',
      siteId: house.sites['SITE-01'] ?? '',
      enquirerPhone: '+86 10 0000 0004',
    });
    await story.fires('branchEngineer', 'contact', { id: request }, { contactName: '王工', channel: 'phone', text: '您好' });
    await story.fires(
      'manager',
      'verify',
      { id: request },
      { symptom: '无响应', since: '22点', extent: '全部', changesBefore: '无', backupState: '有', severity: 'major' },
    );
    await story.fires(
      'manager',
      'dispatch',
      { id: request },
      { people: [{ personId: house.actors.branchEngineer.personId, level: 1 }], taskContent: '检查' },
    );
    const visit = await story.latest('siteVisit', request);
    await story.fires(
      'branchEngineer',
      'acceptTask',
      { kind: 'siteVisit', id: visit },
      { signature: signedBy('陈工'), siteRulesRead: true },
    );
    await sealAll();
    whole = await exported('whole');
  });
  after(async () => {
    await house.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is verified by its own program, and says for each commitment what is proven', async () => {
    const { status, said } = await verified(whole, '--json');
    assert.equal(status, 0, said);
    const { holds, totals, faults, commitments } = JSON.parse(said) as Verdict;
    assert.deepEqual([holds, faults], [true, []]);
    assert.equal(totals['events'], counts.events);
    assert.equal(totals['sealed'], counts.events);
    assert.ok(counts.records > 1 && totals['records'] === counts.records);
    assert.ok((totals['signatures'] ?? 0) > 0 && (totals['outcomes'] ?? 0) > 0);
    assert.ok(commitments.some(({ kept, sealed }) => kept > 0 && sealed > 0));
    const paper = (await readdir(join(whole, 'records'))).filter((name) => name.endsWith('.pdf'));
    assert.equal(paper.length, counts.records);
  });

  it('tells what happened of each commitment of the plan, or that nothing did, or what it waits for', async () => {
    const { commitments } = JSON.parse((await verified(whole, '--json')).said) as Verdict;
    const { plan } = await house.within(null, (tx) => activePlan(tx, house.projectId));
    assert.deepEqual(
      commitments.map(({ id }) => id),
      plan.commitments.map(({ id }) => id),
    );
    for (const { id, verdict, why, kept, breached, waitsFor } of commitments) {
      if (breached > 0) assert.equal(verdict, 'breached', id);
      if (verdict === 'kept' && !why.includes('repeats')) assert.ok(kept > 0 || why.some((code) => SHOWN.includes(code)), id);
      if (why.includes('notMeasured')) assert.ok(waitsFor.length > 0, `${id} does not say what it waits for`);
    }
    assert.deepEqual([...new Set(commitments.map(({ verdict }) => verdict))].sort(), ['kept', 'notProven']);
    assert.deepEqual([...new Set(commitments.flatMap(({ why }) => why))].sort(), [
      'byGates',
      'byPlan',
      'byVerdicts',
      'figures',
      'notMeasured',
      'nothing',
      'repeats',
      'shownThere',
      'unattested',
      'undecided',
      'unreported',
    ]);
  });

  it('speaks Chinese where the system does', async () => {
    const said = await new Promise<string>((resolve) =>
      execFile(process.execPath, [join(whole, 'verify.mjs')], { env: { LANG: 'zh_CN.UTF-8' } }, (_, stdout) => resolve(stdout)),
    );
    assert.match(said, /全部成立/);
    assert.match((await verified(whole)).said, /All of it holds/);
  });

  it('holds the requests of its period alone', async () => {
    const scope = { projectId: house.projectId, from: '2027-01-01', to: null } as never;
    const later = await exported('later', scope);
    assert.equal(counts.requests, 0);
    assert.equal((await verified(later)).status, 0);
  });

  /** A copy of the pack in which something was done, signed anew as only whoever holds the key could: what is found is found by the evidence itself. */
  const tampered = async (tamper: (pack: Tampering) => Promise<void>): Promise<Verdict> => {
    const copy = join(folder, randomUUID());
    await cp(whole, copy, { recursive: true });
    await tamper(tamperingOf(copy));
    await signedAnew(copy, KEYS);
    const { status, said } = await verified(copy, '--json');
    const verdict = JSON.parse(said) as Verdict;
    assert.equal(status, verdict.holds ? 0 : 1);
    await rm(copy, { recursive: true });
    return verdict;
  };

  it('holds where nothing was done but signing it anew', async () => {
    assert.equal((await tampered(async () => undefined)).holds, true);
  });

  type Line = { event: Record<string, unknown>; sealed: Record<string, unknown> | null };
  /** Where the events of the request itself begin: a chain of several. */
  const chain = (all: readonly Line[]): number => all.findIndex(({ event }) => event['streamKind'] === 'serviceRequest');
  const EVENTS = 'events/000001.jsonl';
  const cases: Readonly<Record<string, { code: string; tamper: (pack: Tampering) => Promise<void> }>> = {
    'an event that says something else': {
      code: 'hash',
      tamper: (pack) =>
        pack.lines(EVENTS, (all) => all.with(3, { ...all[3], event: { ...all[3]?.event, type: 'other' } } as Line)),
    },
    'an event that says something else under a hash of its own': {
      code: 'sealed',
      tamper: (pack) =>
        pack.lines(EVENTS, (all) => {
          const event = { ...all[0]?.event, type: 'other' };
          return all.with(0, { ...all[0], event, hash: sha256(sorted(event)) } as unknown as Line);
        }),
    },
    'an event that is gone': { code: 'chain', tamper: (pack) => pack.lines(EVENTS, (all) => all.toSpliced(chain(all) + 1, 1)) },
    'events that changed places': {
      code: 'chain',
      tamper: (pack) =>
        pack.lines(EVENTS, (all) =>
          all.with(chain(all), all[chain(all) + 1] as Line).with(chain(all) + 1, all[chain(all)] as Line),
        ),
    },
    'an event that is there twice': {
      code: 'chain',
      tamper: (pack) => pack.lines(EVENTS, (all) => all.toSpliced(1, 0, all[0] as Line)),
    },
    'a chain that is cut short': { code: 'cut', tamper: (pack) => pack.lines(EVENTS, (all) => all.slice(0, -1)) },
    'another place in the seal': {
      code: 'sealed',
      tamper: (pack) =>
        pack.lines(EVENTS, (all) =>
          all.with(0, { ...all[0], sealed: { ...all[0]?.sealed, place: 1 + Number(all[0]?.sealed?.['place']) } } as Line),
        ),
    },
    'an event that lost its seal': {
      code: 'order',
      tamper: (pack) => pack.lines(EVENTS, (all) => all.with(chain(all), { ...all[chain(all)], sealed: null } as Line)),
    },
    'a text that was changed': {
      code: 'text',
      tamper: (pack) => pack.text(EVENTS, (text) => text.replaceAll('您好', '再见')),
    },
    'a text that is gone': {
      code: 'texts',
      tamper: (pack) => pack.text(EVENTS, (text) => text.replace(/"texts":\{"[^}]+\}\}\}/, '"texts":{}}')),
    },
    'a text that is said to be erased': {
      code: 'erased',
      tamper: (pack) =>
        pack.text(EVENTS, (text) =>
          text.replace(
            /\{"salt":"[0-9a-f]+","text":"您好"\}/,
            '{"erasedAt":"2026-10-03T14:00:00Z","erasedUnder":"requestOfThePerson"}',
          ),
        ),
    },
    'a seal that says more': {
      code: 'notSigned',
      tamper: (pack) => pack.text('seals.jsonl', (text) => text.replace('"events":', '"events":1')),
    },
    'a seal of another key': {
      code: 'notSigned',
      tamper: (pack) =>
        pack.text('seals.jsonl', (text) => {
          const { signature: _, keyId: _key, seal: _form, ...statement } = JSON.parse(text.split('\n')[0] ?? '');
          return text.replace(/^.*$/m, lineOfSeal(signSeal(statement, OTHERS.signer)));
        }),
    },
    'a seal that is gone': { code: 'sealed', tamper: (pack) => pack.text('seals.jsonl', (text) => text.replace(/^.*\n/, '')) },
    'another plan': { code: 'plan', tamper: (pack) => pack.text('plans/', (text) => `${text}\n# 4 h`) },
    'a cell changed under its signature': {
      code: 'signature',
      tamper: (pack) =>
        pack.text('records/', (text) =>
          text.replaceAll(String.raw`\"taskContent\":\"检查\"`, String.raw`\"taskContent\":\"无\"`),
        ),
    },
    'a cell changed together with the digest of its signature': {
      code: 'signature',
      tamper: (pack) =>
        pack.lines('records/', (all) =>
          all.map((line) => {
            const { signatures, ...record } = line as unknown as { signatures: { signed: string }[] };
            const forged = signatures.map((one) => {
              const signed = one.signed.replace('检查', '无');
              return { ...one, signed, digest: sha256(signed) };
            });
            return { ...record, signatures: forged } as unknown as Line;
          }),
        ),
    },
    'a verdict owed to nothing': {
      code: 'rests',
      tamper: (pack) =>
        pack.text('outcomes/000001.jsonl', (text) => text.replace(/"eventId":"[^"]+"/, `"eventId":"${randomUUID()}"`)),
    },
    'a verdict that was kept after it was due': {
      code: 'otherwise',
      tamper: (pack) =>
        pack.text('outcomes/000001.jsonl', (text) => text.replaceAll(/"dueAt":"[^"]+"/g, '"dueAt":"2020-01-01T00:00:00Z"')),
    },
    'a promise in other words than the plan has': {
      code: 'unstated',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replace('自接报起2小时内到场', '自接报起4小时内到场')),
    },
    'a promise that is measured otherwise than its plan has it': {
      code: 'unstated',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replace('"by":"clocks"', '"by":"plan"')),
    },
    'a promise of other means': {
      code: 'unstated',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replaceAll('"means":["clock"]', '"means":["config"]')),
    },
    'a promise that repeats others': {
      code: 'unstated',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replaceAll('"repeats":[]', '"repeats":["C-1.1-01"]')),
    },
    'a day on which no word had ended': {
      code: 'otherwise',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replaceAll(/"lastDay":"[^"]+"/g, '"lastDay":"2026-03-02"')),
    },
    'a verdict that is told twice': {
      code: 'otherwise',
      tamper: (pack) => pack.text('outcomes/000001.jsonl', (text) => `${text}${text}`),
    },
    'a cell that reads otherwise than it was signed': {
      code: 'signature',
      tamper: (pack) => pack.text('records/', (text) => text.replaceAll('"taskContent":"检查"', '"taskContent":"无"')),
    },
    'a promise that is left out': {
      code: 'uncounted',
      tamper: (pack) => pack.text('commitments.jsonl', (text) => text.replace(/^.*\n/, '')),
    },
    'a request in another state than its events left it in': {
      code: 'otherwise',
      tamper: (pack) => pack.text('requests/000001.jsonl', (text) => text.replace(/"state":"\w+"/, '"state":"closed"')),
    },
    'a request that is left out': {
      code: 'unlisted',
      tamper: (pack) => pack.text('requests/000001.jsonl', (text) => text.replace(/^.*\n/, '')),
    },
    'the evidence of another provider': {
      code: 'foreign',
      tamper: (pack) =>
        pack.text('pack.json', (text) => text.replace(/"providerId": "[^"]+"/, `"providerId": "${randomUUID()}"`)),
    },
    'a key under another id': {
      code: 'keyId',
      tamper: (pack) => pack.text('keys.json', (text) => text.replace(/"id": "\w{4}/, '"id": "0000')),
    },
  };
  for (const [what, { code, tamper }] of Object.entries(cases))
    it(`does not hold with ${what}`, async () => {
      const { holds, faults } = await tampered(tamper);
      assert.equal(holds, false);
      assert.ok(
        faults.some((fault) => fault.code === code),
        JSON.stringify(faults.slice(0, 3)),
      );
    });

  it('does not hold with any part changed or missing, where it is not signed anew', async () => {
    for (const name of ['README.txt', 'requests/000001.jsonl', 'keys.json']) {
      const copy = join(folder, randomUUID());
      await cp(whole, copy, { recursive: true });
      await writeFile(join(copy, name), `${await readFile(join(copy, name), 'utf8')} `);
      const { status, said } = await verified(copy);
      assert.equal(status, 1);
      assert.match(said, new RegExp(`✗ ${name} was changed`));
    }
  });

  it('says of a part what became of it: converted, cut off within a line, gone; and of a file beside the parts that it is none', async () => {
    const part = 'events/000001.jsonl';
    const ways: readonly [string, (file: string) => Promise<void>, number, RegExp][] = [
      [
        'converted',
        async (file) => writeFile(file, (await readFile(file, 'utf8')).replaceAll('\n', '\r\n')),
        1,
        /line ends were converted/,
      ],
      [
        'cut',
        async (file) => writeFile(file, (await readFile(file)).subarray(0, 700)),
        1,
        /✗ events\/000001\.jsonl:\d cannot be read/,
      ],
      ['gone', (file) => rm(file), 1, /✗ events\/000001\.jsonl is missing/],
      ['signature gone', (file) => rm(join(dirname(file), '..', 'signature.json')), 1, /✗ signature\.json is missing/],
      ['beside', (file) => cp(file, `${file}.copy`), 0, /! events\/000001\.jsonl\.copy is no part of the pack/],
    ];
    for (const [way, spoil, status, words] of ways) {
      const copy = join(folder, randomUUID());
      await cp(whole, copy, { recursive: true });
      await spoil(join(copy, part));
      const told = await verified(copy);
      assert.equal(told.status, status, way);
      assert.match(told.said, words, way);
    }
  });

  it('does not hold under another key than the one that is named, nor against other seals than were kept', async () => {
    assert.equal((await verified(whole, '--key', KEYS.signer.keyId)).status, 0);
    assert.equal((await verified(whole, '--key', OTHERS.signer.keyId)).status, 1);
    const kept = join(folder, 'kept.jsonl');
    await writeFile(kept, await readFile(join(whole, 'seals.jsonl')));
    assert.equal((await verified(whole, '--seals', kept)).status, 0);
    await writeFile(kept, (await readFile(kept, 'utf8')).replaceAll('"root":"', '"root":"0'));
    const { status, said } = await verified(whole, '--seals', kept);
    assert.equal(status, 1);
    assert.match(said, /kept elsewhere/);
  });

  it('quotes nothing of the pack that could speak in its place, and says what it was not told', async () => {
    const copy = join(folder, randomUUID());
    await cp(whole, copy, { recursive: true });
    const forged = String.raw`\u001b[2J\nAll of it holds`;
    await tamperingOf(copy).text('commitments.jsonl', (text) => text.replace('An engineer is on site within 2 hours', forged));
    await tamperingOf(copy).text('words.json', (text) => text.replaceAll('Does not hold', 'All of it holds'));
    await signedAnew(copy, KEYS);
    // By a verifier from elsewhere.
    const { status, said } = await verified(whole, copy);
    assert.equal(status, 1);
    assert.doesNotMatch(said, /[^\P{Cc}\n]|^All of it holds/mu);
    assert.match(said, /^Does not hold/m);
    assert.match(said, /^! The keys are the pack's own word/m);
    assert.match(said, /^! No seals that were kept elsewhere were compared/m);
    const kept = join(folder, 'told.jsonl');
    await writeFile(kept, await readFile(join(whole, 'seals.jsonl')));
    const told = (await verified(whole, '--key', KEYS.signer.keyId, '--seals', kept)).said;
    assert.doesNotMatch(told, /own word|kept elsewhere/);
  });

  it('tells a wrong call and a pack that is none', async () => {
    assert.equal((await verified(whole, '--nothing')).status, 2);
    assert.equal((await verified(whole, tmpdir())).status, 3);
  });

  it('holds of a project nothing of another customer: no id, no name, no number, no word', async () => {
    const other = await admitSecondCustomer(house);
    const word = '另一家的防火墙证书过期了';
    const { id: siteId } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.site').select('id').where('customer_id', '=', other.customerId).limit(1).executeTakeFirstOrThrow(),
    );
    const request = await storyIn(other.house).reports('stranger', { content: word, kind: 'fault', siteId });
    await sealAll();
    const { number } = await house.within(null, (tx) =>
      tx.selectFrom('pledge.service_request').select('number').where('id', '=', request).executeTakeFirstOrThrow(),
    );
    const marks = [
      word,
      request,
      number,
      siteId,
      other.customerId,
      other.projectId,
      'CUST-OTHER',
      'PRJ-OTHER',
      'SP-2026-002',
      'HT-2026-019',
    ];
    const markedIn = async (pack: string): Promise<string[]> => {
      const files = (await readdir(pack, { recursive: true, withFileTypes: true })).filter((file) => file.isFile());
      const texts = await Promise.all(files.map((file) => readFile(join(file.parentPath, file.name), 'utf8')));
      return marks.filter((mark) => texts.some((text) => text.includes(mark)));
    };
    const ours = await exported('ours');
    assert.equal((await verified(ours)).status, 0);
    assert.deepEqual(await markedIn(ours), []);
    const theirs = await exported('theirs', { projectId: other.projectId, from: null, to: null });
    assert.equal((await verified(theirs)).status, 0);
    assert.deepEqual(await markedIn(theirs), marks, 'what is looked for is what their own pack has');
  });

  it('says what was erased, when, under which right and by which event; what is not sealed yet waits', async () => {
    const contactId = house.actors.technician.contactId ?? '';
    const input = { commandId: randomUUID(), under: 'requestOfThePerson' as const };
    house.time.pass(5);
    await eraseContact(house.deps, { actor: house.actors.administrator, contactId, input, path: '/x' });
    const erased = await exported('erased');
    assert.ok(counts.unsealed > 0);
    const waiting = await verified(erased, '--json');
    assert.equal(waiting.status, 0, waiting.said);
    const { totals, erased: told, commitments: ofCommitments } = JSON.parse(waiting.said) as Verdict;
    assert.equal(totals['waiting'], counts.unsealed);
    assert.ok(told.length > 0 && told.every(({ under, by }) => under === 'requestOfThePerson' && by !== undefined));
    assert.ok(ofCommitments.some(({ erasedUnder }) => (erasedUnder['requestOfThePerson'] ?? 0) > 0));
    await sealAll();
    const sealed = await verified(await exported('erased-sealed'), '--json');
    assert.equal(sealed.status, 0, sealed.said);
    assert.equal((JSON.parse(sealed.said) as Verdict).totals['waiting'], 0);
    const owner = new pg.Client({ connectionString: house.ownerUrl });
    await owner.connect();
    await owner.query(`select set_config('pledge.provider', $1, false)`, [house.providerId]);
    const { rows } = await owner.query<{ texts: number }>(
      `select count(*)::int as texts from pledge.event_text where erased_at is not null`,
    );
    await owner.end();
    assert.equal(told.length, rows[0]?.texts);
    // With the words of an erasure that there was.
    const along = join(folder, 'erased-along');
    await cp(join(folder, 'erased-sealed'), along, { recursive: true });
    const { at, under } = told[0] ?? {};
    await tamperingOf(along).text(EVENTS, (text) =>
      text.replace(/\{"salt":"[0-9a-f]+","text":"[^"]*"\}/, JSON.stringify({ erasedAt: at, erasedUnder: under })),
    );
    await signedAnew(along, KEYS);
    const found = JSON.parse((await verified(along, '--json')).said) as Verdict;
    assert.deepEqual(
      found.faults.map(({ code }) => code),
      ['erased'],
    );
  });

  interface Tampering {
    readonly text: (name: string, change: (text: string) => string) => Promise<void>;
    readonly lines: (name: string, change: (lines: Line[]) => Line[]) => Promise<void>;
  }

  function tamperingOf(copy: string): Tampering {
    const text: Tampering['text'] = async (name, change) => {
      const names = name.endsWith('/')
        ? (await readdir(join(copy, name))).filter((one) => !one.endsWith('.pdf')).map((one) => `${name}${one}`)
        : [name];
      let changed = 0;
      for (const one of names) {
        const before = await readFile(join(copy, one), 'utf8');
        const after = change(before);
        if (after !== before) changed += 1;
        await writeFile(join(copy, one), after);
      }
      assert.ok(changed > 0, 'the tampering changes something');
    };
    return {
      text,
      lines: (name, change) =>
        text(
          name,
          (all) =>
            `${change(
              all
                .trim()
                .split('\n')
                .map((line) => JSON.parse(line) as Line),
            )
              .map((line) => JSON.stringify(line))
              .join('\n')}\n`,
        ),
    };
  }
});

const sha256 = (bytes: string | Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** JSON with its keys in order, in words of this test's own. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_key, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );
}
