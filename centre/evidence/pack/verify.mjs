/**
 * Verifies an evidence pack of Pledge (守诺证据包): node verify.mjs [FOLDER] [--key ID …] [--seals FILE] [--json]
 * Needs Node 20 or newer and nothing else: no server, no network, no package. All that it believes stands below.
 *
 *   --key ID      the id of a public key that you were told by another way, once for each; what another key signed does not hold
 *   --seals FILE  seals as they were written off the machine at the time, one in a line: those of the pack must be among them
 *
 * Exit status: 0 all of it holds, 1 something does not, 2 wrong call, 3 the pack cannot be read.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256'));
const hex = (text) => Buffer.from(text ?? '', 'hex');

/** One spelling for each value (RFC 8785): keys sorted by code unit, no spaces. */
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`;
}

/** The root that a path leads to (RFC 9162, 2.1.3.2): a leaf is marked by 0x00, a node by 0x01. */
function rootOf(hash, { place, path }, leaves) {
  const node = (left, right) => sha256(Buffer.from([1]), left, right).digest();
  let [at, last, found] = [place, leaves - 1, sha256(Buffer.from([0]), hex(hash)).digest()];
  for (const neighbour of path.map(hex)) {
    if (last === 0) return null;
    if (at % 2 === 1 || at === last) {
      found = node(neighbour, found);
      for (; at % 2 === 0 && at !== 0; at >>= 1) last >>= 1;
    } else found = node(found, neighbour);
    at >>= 1;
    last >>= 1;
  }
  return last === 0 ? found.toString('hex') : null;
}

/** What was found: which parts do not hold, and what is proven for each commitment. */
const faults = [];
const commitments = new Map();
const erasures = [];
const erasedTexts = [];
const totals = { events: 0, sealed: 0, waiting: 0, texts: 0, erased: 0, records: 0, signatures: 0, outcomes: 0 };
/** Events by id: whether they are sealed. Only those that hold. */
const proven = new Map();
const streams = new Map();
/** Keys that came in the place of others, by id, each with the event that says so. */
const keyChanges = new Map();

const fails = (where, code) => void faults.push({ where, code });
const read = (name) => JSON.parse(readFileSync(join(folder, name), 'utf8'));
const ofCommitment = (id) => {
  const known = commitments.get(id) ?? { events: 0, sealed: 0, kept: 0, breached: 0, unproven: 0, erased: 0, erasedUnder: {} };
  commitments.set(id, known);
  return known;
};

async function* lines(name) {
  for await (const line of createInterface({ input: createReadStream(join(folder, name)), crlfDelay: Infinity }))
    if (line !== '') yield JSON.parse(line);
}

/** The list of parts is signed, and each part is what the list says. */
function checkParts(pack, keys) {
  const { keyId, signature } = read('signature.json');
  const bytes = readFileSync(join(folder, 'pack.json'));
  if (!isSigned(keys, { keyId, signature, bytes })) fails('pack.json', 'notSigned');
  for (const { name, digest } of pack.parts)
    if (!existsSync(join(folder, name))) fails(name, 'missing');
    else if (sha256(readFileSync(join(folder, name))).digest('hex') !== digest) fails(name, 'changed');
}

const isSigned = (keys, { keyId, signature, bytes }) => keys.has(keyId) && verify(null, bytes, keys.get(keyId), hex(signature));

/** Public keys by their ids, which are taken of the keys themselves; oldest first. */
function readKeys(trusted) {
  const keys = new Map();
  for (const { id, publicKey } of read('keys.json')) {
    const der = Buffer.from(publicKey, 'base64');
    if (sha256(der).digest('hex').slice(0, 16) !== id) fails(`keys.json ${id}`, 'keyId');
    else if (trusted === undefined || trusted.includes(id))
      keys.set(id, createPublicKey({ key: der, format: 'der', type: 'spki' }));
  }
  return keys;
}

/** Each seal is signed, behind one of a newer key by none that is older, and names the one before it wherever that one is here too. */
async function readSeals(keys, kept) {
  const seals = new Map();
  const turns = [...keys.keys()];
  let turn = 0;
  for await (const seal of lines('seals.jsonl')) {
    const { signature, ...statement } = seal;
    const bytes = Buffer.from(canonical(statement));
    const line = canonical(seal);
    const where = `seal ${seal.number}`;
    if (!isSigned(keys, { keyId: seal.keyId, signature, bytes })) fails(where, 'notSigned');
    else if (kept !== null && kept.get(seal.number) !== line) fails(where, 'otherThanKept');
    else if (turns.indexOf(seal.keyId) < turn) fails(where, 'oldKey');
    else seals.set(seal.number, { ...seal, digest: sha256(line).digest('hex') });
    turn = Math.max(turn, turns.indexOf(seal.keyId));
    const before = seals.get(seal.number - 1);
    if (before !== undefined && seal.previous !== before.digest) fails(where, 'sealChain');
  }
  return seals;
}

/** Hash, chain, path to a signed root, and the texts against their digests. */
function checkEvent({ event, previousHash, hash, sealed, texts }, seals) {
  const where = `event ${event.id}`;
  const stream = `${event.streamKind}/${event.streamId}`;
  const before = streams.get(stream) ?? { seq: 0, hash: null, waits: false };
  streams.set(stream, { seq: event.seq, hash, waits: before.waits || sealed === null });
  totals.events += 1;
  if (sha256(hex(previousHash), canonical(event)).digest('hex') !== hash) return fails(where, 'hash');
  if (event.seq !== before.seq + 1 || previousHash !== before.hash) return fails(where, 'chain');
  if (sealed !== null) {
    const seal = seals.get(sealed.seal);
    if (seal === undefined || rootOf(hash, sealed, seal.events) !== seal.root) return fails(where, 'sealed');
    if (before.waits) return fails(where, 'order');
  }
  if (!checkTexts(event, texts, where)) return undefined;
  proven.set(event.id, sealed !== null);
  totals[sealed === null ? 'waiting' : 'sealed'] += 1;
  for (const id of event.commitments) {
    const known = ofCommitment(id);
    known.events += 1;
    if (sealed !== null) known.sealed += 1;
    for (const { erasedUnder } of Object.values(texts).filter(({ erasedAt }) => erasedAt !== undefined)) {
      known.erased += 1;
      known.erasedUnder[erasedUnder] = (known.erasedUnder[erasedUnder] ?? 0) + 1;
    }
  }
  if (event.type === 'contactErased') erasures.push({ at: event.recordedAt, under: event.payload.data.under, eventId: event.id });
  if (event.type === 'planApplied') checkPlan(event);
  if (event.type === 'sealingKeyChanged')
    keyChanges.set(event.payload.data.keyId, { ...event.payload.data, at: event.recordedAt, eventId: event.id });
  return undefined;
}

function checkTexts(event, texts, where) {
  const digests = event.payload.texts ?? {};
  if (Object.keys(digests).sort().join() !== Object.keys(texts).sort().join()) return fails(where, 'texts') ?? false;
  for (const [field, { salt, text, erasedAt, erasedUnder }] of Object.entries(texts)) {
    totals.texts += 1;
    if (erasedAt !== undefined) erasedTexts.push({ where: `${where}, ${field}`, at: erasedAt, under: erasedUnder });
    else if (sha256(hex(salt), text).digest('hex') !== digests[field]) return fails(`${where}, ${field}`, 'text') ?? false;
  }
  return true;
}

/** Words that an erasure took away say so: what they stood in is no longer what was applied or signed, where an erasure is proven. */
const isErased = (text) => erasures.length > 0 && text.includes('（已删除）');

function checkPlan(event) {
  const name = `plans/${event.streamId}.yaml`;
  if (!existsSync(join(folder, name))) return;
  const text = readFileSync(join(folder, name), 'utf8');
  if (sha256(text).digest('hex') !== event.payload.data.digest && !isErased(text)) fails(name, 'plan');
}

/** Whatever key signed seals, but the first: that it came in the place of another is an event of the evidence. */
function checkKeyChanges(seals) {
  const [first] = read('keys.json');
  for (const keyId of new Set([...seals.values()].map((seal) => seal.keyId)))
    if (keyId !== first?.id && !keyChanges.has(keyId)) fails(`keys.json ${keyId}`, 'untold');
}

/** What was erased was erased by an event that stands in the evidence itself. */
function checkErasures() {
  totals.erased = erasedTexts.length;
  for (const text of erasedTexts) {
    text.by = erasures.find(({ at, under }) => at === text.at && under === text.under)?.eventId;
    if (text.by === undefined) fails(text.where, 'erased');
  }
}

async function checkEnds(name) {
  for await (const { kind, id, events, hash } of lines(name)) {
    const end = streams.get(`${kind}/${id}`);
    if (end?.seq !== events || end.hash !== hash) fails(`${kind} ${id}`, 'cut');
  }
}

/** Verdicts are the product's own count; proven is that the event they are owed to stands where it stood. */
async function checkOutcomes(name) {
  for await (const { verdict, commitments: ids, eventId, clock, requestId } of lines(name)) {
    totals.outcomes += 1;
    if (!proven.has(eventId)) fails(`${clock} of ${requestId}`, 'rests');
    for (const id of ids.filter(() => verdict === 'kept' || verdict === 'breached')) {
      ofCommitment(id)[verdict] += 1;
      if (proven.get(eventId) !== true) ofCommitment(id).unproven += 1;
    }
  }
}

async function checkRecord(name) {
  for await (const { id, recordNumber, signatures } of lines(name)) {
    totals.records += 1;
    if (!streams.has(`record/${id}`)) fails(`record ${recordNumber}`, 'noEvent');
    for (const { field, digest, signed } of signatures) {
      totals.signatures += 1;
      if (sha256(signed).digest('hex') !== digest && !isErased(signed)) fails(`record ${recordNumber}, ${field}`, 'signature');
    }
  }
}

/**
 * What the plans promise, the newest version last, each with what this pack shows of it: `proven` by events that hold; `stated` by the plan
 * itself; `nothing`, as nothing happened that it speaks of; `unreported`, as no report of its dated work is here; `figures`, which are counted over more than a pack; `repeats` others; or
 * `notMeasured`, with what it waits for. That it is measured so is the product's word; the rest is found here.
 */
async function readPromised(name) {
  const promised = new Map();
  for await (const line of lines(name)) promised.set(line.id, line);
  const unsaid = { zh: '', en: '', measuredBy: [], waitsFor: [], repeats: [] };
  for (const id of commitments.keys()) if (!promised.has(id)) promised.set(id, { id, ...unsaid });
  return [...promised.values()].map((line) => ({ ...line, ...ofCommitment(line.id), shown: shownOf(line) }));
}

function shownOf({ id, measuredBy, repeats }) {
  const { events, kept, breached } = ofCommitment(id);
  const isBy = (...some) => measuredBy.some(({ by }) => some.includes(by));
  if (events + kept + breached > 0) return 'proven';
  if (repeats.length > 0) return 'repeats';
  if (isBy('clocks', 'guards', 'attestations')) return 'nothing';
  if (isBy('duties')) return 'unreported';
  if (isBy('plan', 'card')) return 'stated';
  return isBy('objectives') ? 'figures' : 'notMeasured';
}

function readKept(file) {
  const kept = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.endsWith('}'));
  return new Map(kept.map((line) => [JSON.parse(line).number, line]));
}

/** In Chinese where the system speaks it, else in English; the words stand in a part of the pack. */
function tell(pack, keys, promised) {
  const words = read('words.json');
  const zh = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  const say = (code, about) => {
    const [chinese, english] = words[code] ?? [code, code];
    process.stdout.write(`${(zh ? chinese : english).replaceAll(/\{(\w+)\}/g, (_, name) => about[name])}\n`);
  };
  say('heading', { ...pack, keys: [...keys.keys()].join(' ') });
  const word = (code) => (words[code] ?? [code, code])[zh ? 0 : 1];
  const counted = {};
  for (const one of promised) {
    counted[one.shown] = (counted[one.shown] ?? 0) + 1;
    const waits = one.waitsFor.map(({ means, names }) => [word(means), ...names].join(' ')).join(', ');
    const names = one.measuredBy.flatMap((by) => by.names).join(', ');
    say(one.shown, { ...one, text: zh ? one.zh : one.en, waits, names, others: one.repeats.join(', ') });
    if (one.unproven > 0) say('owed', one);
    for (const [under, texts] of Object.entries(one.erasedUnder)) say('erasedOf', { texts, under: word(under) });
  }
  say('promised', {
    all: promised.length,
    proven: 0,
    stated: 0,
    nothing: 0,
    unreported: 0,
    figures: 0,
    repeats: 0,
    notMeasured: 0,
    ...counted,
  });
  for (const change of keyChanges.values()) say('keyChanged', change);
  for (const text of erasedTexts) say('erasedText', { ...text, under: word(text.under) });
  for (const fault of faults.slice(0, 50)) say(fault.code, fault);
  say(faults.length > 0 ? 'fails' : 'holds', { ...totals, faults: faults.length });
}

let folder = dirname(fileURLToPath(import.meta.url));
const options = { key: { type: 'string', multiple: true }, seals: { type: 'string' }, json: { type: 'boolean' } };
let call;
try {
  call = parseArgs({ options, allowPositionals: true });
} catch (error) {
  process.stderr.write(`${error.message}. Call: node verify.mjs [FOLDER] [--key ID …] [--seals FILE] [--json]\n`);
  process.exit(2);
}
try {
  folder = call.positionals[0] ?? folder;
  const pack = read('pack.json');
  const keys = readKeys(call.values.key);
  checkParts(pack, keys);
  const named = (under) =>
    pack.parts.map(({ name }) => name).filter((name) => name.startsWith(under) && existsSync(join(folder, name)));
  const seals = await readSeals(keys, call.values.seals === undefined ? null : readKept(call.values.seals));
  for (const name of named('events/')) for await (const line of lines(name)) checkEvent(line, seals);
  checkErasures();
  checkKeyChanges(seals);
  for (const name of named('streams/')) await checkEnds(name);
  for (const name of named('outcomes/')) await checkOutcomes(name);
  for (const name of named('records/').filter((one) => one.endsWith('.json'))) await checkRecord(name);
  const promised = await readPromised('commitments.jsonl');
  if (call.values.json === true)
    process.stdout.write(
      `${JSON.stringify({ holds: faults.length === 0, totals, faults, erased: erasedTexts, keyChanges: [...keyChanges.values()], commitments: promised })}\n`,
    );
  else tell(pack, keys, promised);
  process.exitCode = faults.length === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`The pack in ${folder} cannot be read: ${error.message}. Unpack it whole and try again.\n`);
  process.exitCode = 3;
}
