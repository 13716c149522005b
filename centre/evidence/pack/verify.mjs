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
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
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
const faults = new Map();
const commitments = new Map();
const erasures = [];
const erasedTexts = [];
const totals = { events: 0, sealed: 0, waiting: 0, texts: 0, erased: 0, records: 0, signatures: 0, outcomes: 0 };
/** Events by id: whether they are sealed. Only those that hold. */
const proven = new Map();
const streams = new Map();
/** Keys that came in the place of others, by id, each with the event that says so. */
const keyChanges = new Map();

/** Each once. */
const fails = (where, code) => void faults.set(`${code} ${where}`, { where, code });
const isThere = (name) => existsSync(join(folder, name));

/** Null where a file is not there or is no JSON: that one is named. */
function read(name) {
  if (!isThere(name)) return fails(name, 'missing') ?? null;
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8'));
  } catch {
    return fails(name, 'unreadable') ?? null;
  }
}

const ofCommitment = (id) => {
  const known = commitments.get(id) ?? {
    events: 0,
    sealed: 0,
    kept: 0,
    breached: 0,
    unproven: 0,
    erased: 0,
    erasedUnder: {},
    reports: 0,
    late: 0,
    attestedUntil: '',
  };
  commitments.set(id, known);
  return known;
};

/** Does something with the value of each line; one that cannot be read, or has another shape, is named and the next is read. */
async function eachLine(name, check) {
  if (!isThere(name)) return;
  let number = 0;
  for await (const line of createInterface({ input: createReadStream(join(folder, name)), crlfDelay: Infinity })) {
    number += 1;
    try {
      if (line !== '') check(JSON.parse(line));
    } catch {
      fails(`${name}:${number}`, 'unreadable');
    }
  }
}

/** The list of parts is signed, and each part is what the list says. */
function checkParts(pack, keys) {
  const said = read('signature.json');
  const isOurs = (bytes) => isSigned(keys, { keyId: said?.keyId, signature: said?.signature, bytes });
  check('pack.json', isOurs, 'notSigned');
  for (const { name, digest } of pack.parts) check(name, (bytes) => sha256(bytes).digest('hex') === digest, 'changed');
}

/** A file that would hold with its line ends put back was converted on its way: that is said, for nobody need have meant harm. */
function check(name, holds, code) {
  if (!isThere(name)) return fails(name, 'missing');
  const bytes = readFileSync(join(folder, name));
  if (holds(bytes)) return undefined;
  return fails(name, holds(Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1')) ? 'lineEnds' : code);
}

/** Files beside the parts, in the folders that the pack has: nothing is proven of them. */
function strangersOf(pack) {
  const names = new Set(pack.parts.map(({ name }) => name));
  const folders = new Set([...names].filter((name) => name.includes('/')).map((name) => dirname(name)));
  const beside = [...folders]
    .filter(isThere)
    .flatMap((under) => readdirSync(join(folder, under)).map((name) => `${under}/${name}`));
  return beside.filter((name) => !names.has(name) && !folders.has(name));
}

const isSigned = (keys, { keyId, signature, bytes }) => keys.has(keyId) && verify(null, bytes, keys.get(keyId), hex(signature));

let told;
const keysTold = () => (told ??= read('keys.json') ?? []);

/** Public keys by their ids, which are taken of the keys themselves; oldest first. */
function readKeys(trusted) {
  const keys = new Map();
  for (const { id, publicKey } of keysTold()) {
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
  await eachLine('seals.jsonl', (seal) => {
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
  });
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
  for (const id of event.commitments) countFor(ofCommitment(id), { event, sealed, texts });
  if (event.type === 'contactErased') erasures.push({ at: event.recordedAt, under: event.payload.data.under, eventId: event.id });
  if (event.type === 'planApplied') checkPlan(event);
  if (event.type === 'sealingKeyChanged')
    keyChanges.set(event.payload.data.keyId, { ...event.payload.data, at: event.recordedAt, eventId: event.id });
  return undefined;
}

/** What an event that holds shows of a commitment that it speaks of. */
function countFor(known, { event: { type, recordedAt, payload }, sealed, texts }) {
  known.events += 1;
  if (sealed !== null) known.sealed += 1;
  const { holdsUntil = '', dueAt } = payload.data;
  if (type === 'commitmentAttested' && holdsUntil > known.attestedUntil) known.attestedUntil = holdsUntil;
  if (type === 'dutyReported') known.reports += 1;
  if (type === 'dutyReported' && Date.parse(recordedAt) > dueAt) known.late += 1;
  for (const { erasedUnder } of Object.values(texts).filter(({ erasedAt }) => erasedAt !== undefined)) {
    known.erased += 1;
    known.erasedUnder[erasedUnder] = (known.erasedUnder[erasedUnder] ?? 0) + 1;
  }
}

function checkTexts(event, texts, where) {
  const digests = event.payload.texts ?? {};
  if (Object.keys(digests).sort().join() !== Object.keys(texts).sort().join()) return fails(where, 'texts') ?? false;
  for (const [field, { salt, text, erasedAt, erasedUnder }] of Object.entries(texts)) {
    totals.texts += 1;
    if (erasedAt !== undefined)
      erasedTexts.push({ where: `${where}, ${field}`, eventId: event.id, field, at: erasedAt, under: erasedUnder });
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
  const [first] = keysTold();
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
  await eachLine(name, ({ kind, id, events, hash }) => {
    const end = streams.get(`${kind}/${id}`);
    if (end?.seq !== events || end.hash !== hash) fails(`${kind} ${id}`, 'cut');
  });
}

/** Verdicts are the product's own count; proven is that the event they are owed to stands where it stood. */
async function checkOutcomes(name) {
  await eachLine(name, ({ verdict, commitments: ids, eventId, clock, requestId }) => {
    totals.outcomes += 1;
    if (!proven.has(eventId)) fails(`${clock} of ${requestId}`, 'rests');
    for (const id of ids.filter(() => verdict === 'kept' || verdict === 'breached')) {
      ofCommitment(id)[verdict] += 1;
      if (proven.get(eventId) !== true) ofCommitment(id).unproven += 1;
    }
  });
}

async function checkRecord(name) {
  await eachLine(name, ({ id, recordNumber, signatures }) => {
    totals.records += 1;
    if (!streams.has(`record/${id}`)) fails(`record ${recordNumber}`, 'noEvent');
    for (const { field, digest, signed } of signatures) {
      totals.signatures += 1;
      if (sha256(signed).digest('hex') !== digest && !isErased(signed)) fails(`record ${recordNumber}, ${field}`, 'signature');
    }
  });
}

/**
 * What the plans promise, the newest version last, each with what this pack shows of it: `proven` by events that hold; `stated` by the plan
 * itself; `nothing`, as nothing happened that it speaks of; `unreported`, as no report of its dated work is here; `figures`, which are counted over more than a pack; `repeats` others; or
 * `notMeasured`, with what it waits for. That it is measured so is the product's word; the rest is found here.
 */
async function readPromised(name) {
  const promised = new Map();
  await eachLine(name, (line) => promised.set(line.id, line));
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

function groupedBy(values, member) {
  const groups = new Map();
  for (const value of values) groups.set(value[member], [...(groups.get(value[member]) ?? []), value]);
  return groups;
}

/** In Chinese where the system speaks it, else in English; the words stand in a part of the pack. */
function tell({ pack, keys, promised, strangers }) {
  const words = read('words.json') ?? {};
  const zh = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  const say = (code, about) => {
    const bare = [code, about.id ?? about.where].join(' ');
    const [chinese, english] = words[code] ?? [bare, bare];
    process.stdout.write(`${(zh ? chinese : english).replaceAll(/\{(\w+)\}/g, (_, name) => about[name])}\n`);
  };
  say('heading', { ...pack, keys: [...keys.keys()].join(' ') });
  const word = (code) => (words[code] ?? [code, code])[zh ? 0 : 1];
  const counted = {};
  for (const one of promised) {
    counted[one.shown] = (counted[one.shown] ?? 0) + 1;
    const waits = one.waitsFor.map(({ means, names }) => [word(means), ...names].join(' ')).join(', ');
    const names = one.measuredBy.flatMap((by) => by.names).join(', ');
    const isJudged = one.shown !== 'proven' || one.kept + one.breached > 0;
    say(isJudged ? one.shown : 'happened', { ...one, text: zh ? one.zh : one.en, waits, names, others: one.repeats.join(', ') });
    if (one.unproven > 0) say('owed', one);
    if (one.attestedUntil !== '') say('attested', one);
    if (one.reports > 0) say('reported', one);
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
  for (const [eventId, texts] of groupedBy(erasedTexts, 'eventId'))
    for (const [, [one, ...more]] of groupedBy(texts, 'at')) {
      const fields = [one, ...more].map(({ field }) => field).join(', ');
      say('erasedText', { ...one, eventId, fields, by: one.by ?? '–', under: word(one.under) });
    }
  for (const name of strangers.slice(0, 20)) say('stranger', { name });
  for (const fault of [...faults.values()].slice(0, 50)) say(fault.code, fault);
  say(faults.size > 0 ? 'fails' : 'holds', { ...totals, faults: faults.size });
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
  if (!Array.isArray(pack?.parts)) throw new Error('pack.json');
  const keys = readKeys(call.values.key);
  checkParts(pack, keys);
  const named = (under) => pack.parts.map(({ name }) => name).filter((name) => name.startsWith(under));
  const seals = await readSeals(keys, call.values.seals === undefined ? null : readKept(call.values.seals));
  for (const name of named('events/')) await eachLine(name, (line) => checkEvent(line, seals));
  checkErasures();
  checkKeyChanges(seals);
  for (const name of named('streams/')) await checkEnds(name);
  for (const name of named('outcomes/')) await checkOutcomes(name);
  for (const name of named('records/').filter((one) => one.endsWith('.json'))) await checkRecord(name);
  const promised = await readPromised('commitments.jsonl');
  const strangers = strangersOf(pack);
  if (call.values.json === true)
    process.stdout.write(
      `${JSON.stringify({ holds: faults.size === 0, totals, faults: [...faults.values()], erased: erasedTexts, keyChanges: [...keyChanges.values()], strangers, commitments: promised })}\n`,
    );
  else tell({ pack, keys, promised, strangers });
  process.exitCode = faults.size === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(
    `${folder}：不是完整的证据包（${error.message}）。请把证据包完整解开后重试。\nThere is no whole pack in ${folder} (${error.message}). Unpack it whole and try again.\n`,
  );
  process.exitCode = 3;
}
