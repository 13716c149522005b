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
const digestOf = (text) => sha256(text).digest('hex');
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
  if (!(place >= 0 && place < leaves)) return null;
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

/** What was found: which parts do not hold, and what is shown of each commitment. */
const faults = new Map();
const commitments = new Map();
const erasures = [];
const erasedTexts = [];
const totals = {
  events: 0,
  sealed: 0,
  sealedLate: 0,
  waiting: 0,
  texts: 0,
  erased: 0,
  erasedUnnamed: 0,
  records: 0,
  signatures: 0,
  outcomes: 0,
  duties: 0,
};
/** Events that hold, by id: whether they are sealed, and of which request; of dated work, what was reported by the event. */
const proven = new Map();
const reports = new Map();
/** Duties and breaches that events speak of, each with where that is; those whose cause was told; and those that the pack lists. */
const spoken = new Map();
const explained = new Set();
const listed = new Set();
/** By request, what customers gave up by an event. */
const declined = new Set();
/** Signatures that events name, each with where it is told. */
const signedBy = new Map();
/** By commitment and project the newest word of a person; by plan what its activation says. */
const words = new Map();
const plans = new Map();
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

const OF_EVENTS = ['events', 'sealed', 'erased', 'kept', 'breached', 'waived', 'passed', 'explained', 'unproven'];
const COUNTED = [...OF_EVENTS, 'onTime', 'late', 'missed', 'holding', 'ended'];

/**
 * What is counted of a commitment: `events` that speak of it; verdicts of clocks and gates; steps that its gates let `passed`; duties that
 * were reported `onTime`, `late`, or came due and were `missed`. `proves` counts what keeps it and is sealed, by what it is measured by.
 */
const ofCommitment = (id) => {
  const known = commitments.get(id) ?? {
    ...Object.fromEntries(COUNTED.map((name) => [name, 0])),
    attestedUntil: '',
    erasedUnder: {},
    proves: { clocks: 0, duties: 0, guards: 0, attestations: 0, waivers: 0 },
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

/** Without these it is no pack. */
const NEEDED = ['keys.json', 'seals.jsonl', 'commitments.jsonl', 'words.json', 'verify.mjs'];

/** The list of parts is signed, and each part is what the list says. */
function checkParts(pack, keys) {
  for (const name of NEEDED) if (!pack.parts.some((part) => part.name === name)) fails(name, 'missing');
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
    const der = Buffer.from(String(publicKey), 'base64');
    if (sha256(der).digest('hex').slice(0, 16) !== id) fails(`keys.json ${id}`, 'keyId');
    else if (trusted === undefined || trusted.includes(id))
      keys.set(id, createPublicKey({ key: der, format: 'der', type: 'spki' }));
  }
  return keys;
}

/** Each seal is signed, behind one of a newer key by none that is older, and names the one before it wherever that one is here too. */
async function readSeals(keys, { kept, providerId }) {
  const seals = new Map();
  const turns = [...keys.keys()];
  let turn = 0;
  await eachLine('seals.jsonl', (seal) => {
    const { signature, ...statement } = seal;
    const bytes = Buffer.from(canonical(statement));
    const line = canonical(seal);
    const where = `seal ${seal.number}`;
    if (!isSigned(keys, { keyId: seal.keyId, signature, bytes })) fails(where, 'notSigned');
    else if (seal.providerId !== providerId) fails(where, 'foreign');
    else if (kept !== null && kept.get(seal.number) !== line) fails(where, 'otherThanKept');
    else if (turns.indexOf(seal.keyId) < turn) fails(where, 'oldKey');
    else seals.set(seal.number, { ...seal, digest: sha256(line).digest('hex') });
    turn = Math.max(turn, turns.indexOf(seal.keyId));
    const before = seals.get(seal.number - 1);
    if (before !== undefined && seal.previous !== before.digest) fails(where, 'sealChain');
  });
  return seals;
}

/** A day of a zone begins so much sooner or later than one of another. */
const DAY_MS = 86_400_000;
/** So long after it was recorded an event is sealed at the latest where seals are made all the while. */
const LATE_MS = 3_600_000;

/** Hash, chain, path to a signed root, and the texts against their digests. */
function checkEvent({ event, previousHash, hash, sealed, texts }, { seals, providerId }) {
  const where = `event ${event.id}`;
  const stream = `${event.streamKind}/${event.streamId}`;
  const before = streams.get(stream) ?? { seq: 0, hash: null, state: null, waits: false };
  const state = event.payload.to ?? before.state;
  streams.set(stream, { seq: event.seq, hash, state, waits: before.waits || sealed === null });
  totals.events += 1;
  if (sha256(hex(previousHash), canonical(event)).digest('hex') !== hash) return fails(where, 'hash');
  if (event.providerId !== providerId) return fails(where, 'foreign');
  if (event.seq !== before.seq + 1 || previousHash !== before.hash) return fails(where, 'chain');
  if (sealed !== null) {
    const seal = seals.get(sealed.seal);
    if (seal === undefined || rootOf(hash, sealed, seal.events) !== seal.root) return fails(where, 'sealed');
    if (before.waits) return fails(where, 'order');
  }
  if (!checkTexts(event, texts, where)) return undefined;
  const isSealed = sealed !== null;
  proven.set(event.id, { isSealed, requestId: event.requestId });
  if (isSealed && Date.parse(seals.get(sealed.seal).sealedAt) > Date.parse(event.recordedAt) + LATE_MS) totals.sealedLate += 1;
  totals[isSealed ? 'sealed' : 'waiting'] += 1;
  remember(event, isSealed);
  for (const id of event.commitments) countFor(ofCommitment(id), { event, isSealed, texts });
  return undefined;
}

/** A breach by whose it was. */
const breachOf = (subjectId, clock, cycle) => `${subjectId} ${clock} ${cycle}`;

/** What events of these types say beyond the commitments that they name. */
const REMEMBERED = {
  contactErased: ({ id, recordedAt, customerId }, { under, texts, ...left }) =>
    erasures.push({
      at: recordedAt,
      under,
      customerId,
      eventId: id,
      texts: texts && new Set(texts),
      left: new Set([...(left.plans ?? []), ...(left.signatures ?? [])]),
    }),
  planApplied: ({ streamId, isSealed }, data) => plans.set(streamId, { ...data, isSealed }),
  sealingKeyChanged: ({ id, recordedAt }, data) => keyChanges.set(data.keyId, { ...data, at: recordedAt, eventId: id }),
  dutyReported: ({ id, streamId, recordedAt, commitments: ids }, data) =>
    reports.set(id, { ...data, streamId, recordedAt, commitments: ids }),
  commitmentAttested: ({ recordedAt, commitments: ids, isSealed }, { projectId, holdsUntil }) => {
    for (const commitment of ids) {
      const key = `${commitment} ${projectId}`;
      const isOlder = Date.parse(words.get(key)?.recordedAt) >= Date.parse(recordedAt);
      if (!isOlder) words.set(key, { commitment, projectId, holdsUntil, recordedAt, isSealed });
    }
  },
};

function remember(event, isSealed) {
  const { type, streamKind, streamId, requestId, commitments: ids } = event;
  const { data } = event.payload;
  for (const { record, field, digest } of data.signed ?? [])
    signedBy.set(`${record}/${field}/${digest}`, `record ${record}, ${field}`);
  for (const cause of event.payload.writes ?? []) if (WAIVING_CAUSES.includes(cause)) declined.add(`${requestId} ${cause}`);
  if (Object.hasOwn(REMEMBERED, type)) REMEMBERED[type]({ ...event, isSealed }, data);
  const ofDuty = streamKind === 'duty';
  if (!ofDuty && type !== 'clockBreached' && type !== 'breachExplained') return;
  const what = ofDuty ? streamId : breachOf(data.subjectId, data.clock, data.cycle);
  if (type === 'breachExplained') explained.add(what);
  const commitmentsOf = type === 'clockBreached' ? ids.join() : spoken.get(what)?.commitments;
  spoken.set(what, { where: ofDuty ? `duty ${what}` : `${data.clock} of ${requestId}`, commitments: commitmentsOf });
}

/** The steps by which a customer gives up what was promised, and what of theirs calls a clock off. */
const WAIVING_STEPS = ['noteWaiver'];
const WAIVING_CAUSES = ['visitDeclinedByCustomer'];

/** What an event that holds shows of a commitment that it names: only a step of a flow was let pass by a gate. */
function countFor(known, { event: { type, payload }, isSealed, texts }) {
  known.events += 1;
  if (isSealed) known.sealed += 1;
  if (typeof payload.flow === 'string') {
    const isWaiver = WAIVING_STEPS.includes(type);
    known[isWaiver ? 'waived' : 'passed'] += 1;
    if (isSealed) known.proves[isWaiver ? 'waivers' : 'guards'] += 1;
  }
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
      erasedTexts.push({
        where: `${where}, ${field}`,
        eventId: event.id,
        field,
        at: erasedAt,
        under: erasedUnder,
        of: event.customerId,
      });
    else if (sha256(hex(salt), text).digest('hex') !== digests[field]) return fails(`${where}, ${field}`, 'text') ?? false;
  }
  return true;
}

/**
 * Whether a text that is no longer what was applied or signed is what an erasure left there: the event of the erasure names it with its digest.
 * Erasures of an earlier version name nothing: what says then that something was erased is believed.
 */
const isErased = (name, text) =>
  erasures.some(({ texts, left }) => (texts === undefined ? text.includes('（已删除）') : left.has(`${name}/${digestOf(text)}`)));

/** Each plan is the text that an event applied. */
function checkPlan(name) {
  const id = name.slice('plans/'.length, -'.yaml'.length);
  const applied = plans.get(id);
  if (applied === undefined) return fails(name, 'noEvent');
  if (!isThere(name)) return undefined;
  const text = readFileSync(join(folder, name), 'utf8');
  return digestOf(text) === applied.digest || isErased(id, text) ? undefined : fails(name, 'plan');
}

/** Whatever key signed seals, but the first: that it came in the place of the one before it is an event of the evidence. */
function checkKeyChanges(seals) {
  const signing = new Set([...seals.values()].map(({ keyId }) => keyId));
  for (const [place, { id, publicKey }] of keysTold().entries()) {
    const told = keyChanges.get(id);
    const isTold = told?.publicKey === publicKey && told.previousKeyId === keysTold()[place - 1]?.id;
    if (place > 0 && signing.has(id) && !isTold) fails(`keys.json ${id}`, 'untold');
  }
}

/**
 * What was erased was erased by an event that stands in the evidence itself and names it. Erasures of an earlier version name nothing: one more
 * text among theirs is not found, so they are counted.
 */
function checkErasures() {
  totals.erased = erasedTexts.length;
  for (const text of erasedTexts) {
    const told = erasures.filter(({ at, under }) => at === text.at && under === text.under);
    const name = `${text.eventId}/${text.field}`;
    const by =
      told.find(({ texts }) => texts?.has(name)) ??
      told.find(({ texts, customerId }) => texts === undefined && customerId === text.of);
    text.by = by?.eventId;
    if (by === undefined) fails(text.where, 'erased');
    else if (by.texts === undefined) totals.erasedUnnamed += 1;
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
  await eachLine(name, ({ verdict, cause, at, dueAt, commitments: ids, eventId, clock, cycle, subject, requestId }) => {
    totals.outcomes += 1;
    if (proven.get(eventId)?.requestId !== requestId) fails(`${clock} of ${requestId}`, 'rests');
    if (verdict === 'kept' && dueAt !== null && Date.parse(at) > Date.parse(dueAt))
      fails(`${clock} of ${requestId}`, 'otherwise');
    const breach = verdict === 'breached' ? breachOf(subject.id, clock, cycle) : null;
    listed.add(breach);
    const once = `${verdict} ${breachOf(subject.id, clock, cycle)}`;
    if (listed.has(once)) return fails(`${clock} of ${requestId}`, 'otherwise');
    listed.add(once);
    if ((spoken.get(breach)?.commitments ?? ids.join()) !== ids.join()) fails(`${clock} of ${requestId}`, 'otherwise');
    const became = verdict === 'cancelled' && WAIVING_CAUSES.includes(cause) ? 'waived' : verdict;
    if (became === 'waived' && !declined.has(`${requestId} ${cause}`)) fails(`${clock} of ${requestId}`, 'rests');
    if (!['kept', 'breached', 'waived'].includes(became)) return undefined;
    for (const known of ids.map(ofCommitment)) {
      known[became] += 1;
      if (explained.has(breach)) known.explained += 1;
      if (proven.get(eventId)?.isSealed !== true) known.unproven += 1;
      else if (became !== 'breached') known.proves[became === 'kept' ? 'clocks' : 'waivers'] += 1;
    }
    return undefined;
  });
}

/**
 * A duty is kept by a report that was recorded until it was due, and broken by a later one or none. That it was owed is the product's word;
 * what its event says of it must be the same.
 */
async function checkDuties(name) {
  await eachLine(name, (duty) => {
    totals.duties += 1;
    if (listed.has(duty.id)) return fails(`duty ${duty.work} ${duty.dueOn}`, 'otherwise');
    listed.add(duty.id);
    const report = reports.get(duty.eventId);
    if (duty.eventId !== null && !isReportOf(report, duty)) return fails(`duty ${duty.work} ${duty.dueOn}`, 'otherwise');
    const became = report === undefined ? 'missed' : Date.parse(report.recordedAt) > Date.parse(duty.dueAt) ? 'late' : 'onTime';
    for (const known of duty.commitments.map(ofCommitment)) {
      known[became] += 1;
      if (became !== 'onTime' && explained.has(duty.id)) known.explained += 1;
      if (report !== undefined && !proven.get(duty.eventId).isSealed) known.unproven += 1;
      else if (became === 'onTime') known.proves.duties += 1;
    }
    return undefined;
  });
}

/** What is reported of the stricter cadence goes for the looser one too, which is called after it. */
function isReportOf(report, { id, projectId, work, dueOn, dueAt, commitments: ids }) {
  if (report === undefined || report.projectId !== projectId) return false;
  if (report.streamId !== id) return `${report.work}Outer` === work;
  const isSame = report.work === work && report.dueOn === dueOn && report.dueAt === Date.parse(dueAt);
  return isSame && report.commitments.join() === ids.join();
}

/** Whoever leaves out what was broken leaves out what its events speak of. */
function checkListed() {
  for (const [what, { where }] of spoken) if (!listed.has(what)) fails(where, 'unlisted');
}

/** A person's word holds for its project until its day is over; the newest one counts. */
function countWords(lastDays) {
  for (const { commitment, projectId, holdsUntil, isSealed } of words.values()) {
    const known = ofCommitment(commitment);
    const isEnded = holdsUntil < (lastDays.get(projectId) ?? '');
    known[isEnded ? 'ended' : 'holding'] += 1;
    if (!isEnded && isSealed) known.proves.attestations += 1;
    if (holdsUntil > known.attestedUntil) known.attestedUntil = holdsUntil;
  }
}

/** Every request is of events and stands as the last of them left it, and every event is of a request that is here. */
async function checkRequests(names) {
  const requests = new Set();
  for (const name of names)
    await eachLine(name, ({ id, number, state }) => {
      requests.add(id);
      const stream = streams.get(`serviceRequest/${id}`);
      if (stream?.state !== state) fails(`request ${number}`, stream === undefined ? 'noEvent' : 'otherwise');
    });
  for (const { requestId } of proven.values())
    if (requestId !== null && !requests.has(requestId)) fails(`request ${requestId}`, 'unlisted');
}

/** A cell that holds nothing is signed as none. */
const isFilled = (value) => (typeof value === 'string' ? value.trim() !== '' : (value?.length ?? 0) > 0);

async function checkRecord(name) {
  await eachLine(name, ({ id, recordNumber, signatures, values }) => {
    totals.records += 1;
    if (!streams.has(`record/${id}`)) fails(`record ${recordNumber ?? id}`, 'noEvent');
    for (const { field, digest, signed } of signatures) {
      totals.signatures += 1;
      signedBy.delete(`${id}/${field}/${digest}`);
      for (const [cell, said] of Object.entries(JSON.parse(signed).fields))
        if (canonical(said) !== canonical(isFilled(values[cell]) ? values[cell] : null))
          fails(`record ${recordNumber}, ${cell}`, 'signature');
      if (digestOf(signed) !== digest && !isErased(`${id}/${field}`, signed))
        fails(`record ${recordNumber}, ${field}`, 'signature');
    }
  });
}

/** What the plans promise, the newest version last, each with its verdict. That it is measured so is the product's word; the rest is found here. */
async function readPromised(name, lastDay) {
  const promised = new Map();
  const lastDays = new Map();
  const counts = new Map();
  let text = { of: null };
  await eachLine(name, (line) => {
    promised.set(line.id, line);
    lastDays.set(line.projectId, line.lastDay);
    if (Math.abs(Date.parse(line.lastDay) - Date.parse(lastDay)) > DAY_MS) fails(`commitment ${line.id}`, 'otherwise');
    counts.set(line.planId, (counts.get(line.planId) ?? 0) + 1);
    if (text.of !== line.planId) text = textOfPlan(line.planId);
    if (!isStatedIn(text, line)) fails(`commitment ${line.id}`, 'unstated');
  });
  for (const [planId, { commitments: stated }] of plans)
    if (isThere(`plans/${planId}.yaml`) && counts.get(planId) !== stated) fails(`plans/${planId}.yaml`, 'uncounted');
  countWords(lastDays);
  const unsaid = { zh: '', en: '', measuredBy: [], waitsFor: [], repeats: [] };
  for (const id of commitments.keys()) if (!promised.has(id)) promised.set(id, { id, ...unsaid });
  const verdicts = new Map();
  return [...promised.values()].map((line) => {
    const judged = { ...line, ...ofCommitment(line.id), ...judge(line, verdicts) };
    verdicts.set(line.id, judged.verdict);
    return judged;
  });
}

/** Words as they are looked for in a plan: however they are indented, broken and quoted. */
const bare = (text) => text.replaceAll(/[\s"'\\]/g, '');

/** The text of a plan, and of each thing with an id what stands from there to the next; `isFirst`, where all that it says stands behind its id. */
function textOfPlan(of) {
  const text = isThere(`plans/${of}.yaml`) ? readFileSync(join(folder, `plans/${of}.yaml`), 'utf8') : '';
  const ids = [...text.matchAll(/([-{]\s*)?["']?\bid["']?\s*:\s*["']?([^"',}\s]+)/g)];
  const parts = new Map();
  for (const [place, { 1: before, 2: id, index }] of ids.entries())
    if (!parts.has(id)) parts.set(id, { part: text.slice(index, ids[place + 1]?.index), isFirst: before !== undefined });
  return { of, text: bare(text), parts, isPlain: !/\\[^"\\]/.test(text) };
}

/** By which means of a plan a commitment is measured so. */
const MEANS_OF = {
  clocks: ['clock'],
  guards: ['gate', 'checklist', 'attest'],
  plan: ['config'],
  attestations: ['attest'],
  duties: ['schedule'],
  objectives: ['metric'],
  card: ['publish'],
};

/** What a commitment is called, and says, stands in its plan word for word, and so do its means and what it repeats, as far as YAML leaves it be. */
function isStatedIn({ text, parts, isPlain }, { id, zh, en, means, repeats, measuredBy }) {
  const { part, isFirst } = parts.get(id) ?? {};
  if (part === undefined) return false;
  const isSaid = (said) => bare(part).includes(bare(said)) || text.includes(bare(said));
  if (isPlain && ![zh, en ?? ''].every(isSaid)) return false;
  if (
    isFirst &&
    ![
      ['means', means],
      ['repeats', repeats],
    ].every(([name, list]) => listIn(part, name).join() === list.join())
  )
    return false;
  return measuredBy.every(({ by }) => means.some((one) => MEANS_OF[by]?.includes(one)));
}

/** The list under a name in a part of a plan, however it is written there. */
function listIn(part, name) {
  const list = new RegExp(`\\b${name}["']?\\s*:\\s*(\\[[^\\]]*\\]|(?:\\s*-\\s+[^\\s:]+(?=\\s))+)`).exec(part)?.[1];
  return list?.match(/\w[\w.-]*/g) ?? [];
}

/** The gravest first: a commitment that repeats others, which stand before it in the plan, stands as the gravest of them. */
const BY_GRAVITY = ['breached', 'waived', 'kept', 'notProven'];

/** What shows something of a commitment, in the order in which it is told. */
const SHOWS = {
  byVerdicts: ({ known, isBy }) => known.breached > 0 || (isBy('clocks', 'duties') && known.kept > 0),
  byDuties: ({ known, isBy }) => known.late + known.missed > 0 || (isBy('clocks', 'duties') && known.onTime > 0),
  byEndedWord: ({ known }) => known.ended > 0,
  byWaiver: ({ known }) => known.waived > 0,
  byGates: ({ known, isBy }) => isBy('guards') && known.passed > 0,
  byWord: ({ known, isBy }) => isBy('attestations') && known.holding > 0,
  byPlan: ({ isBy, plan }) => isBy('plan') && plan !== undefined,
};
/** And what shows it kept: one thing at least that a seal covers, and that the plan has the commitment measured by. */
const PROVES = [
  ({ known, isBy }) => isBy('clocks', 'duties') && known.proves.clocks + known.proves.duties > 0,
  ({ known, isBy }) => isBy('guards') && known.proves.guards > 0,
  ({ known, isBy }) => isBy('attestations') && known.proves.attestations > 0,
  ({ isBy, plan }) => isBy('plan') && plan?.isSealed === true,
];
/** Why nothing is shown, by what measures the commitment; where nothing does it waits for something. */
const WHY_NOT = { clocks: 'nothing', guards: 'nothing', duties: 'unreported', attestations: 'unattested', objectives: 'figures' };

/**
 * `breached`, where a verdict, dated work or the end of a person's word says so; `waived` by the customer's own word; `kept`, where something
 * that is sealed proves it; else `notProven`. `why` are the words for what it rests on, and for what counts as well and is not in a pack.
 */
function judge({ id, planId, measuredBy, repeats }, verdicts) {
  const known = ofCommitment(id);
  const about = { known, plan: plans.get(planId), isBy: (...some) => measuredBy.some(({ by }) => some.includes(by)) };
  const shown = Object.keys(SHOWS).filter((code) => SHOWS[code](about));
  const beside = [...(about.isBy('objectives') ? ['figures'] : []), ...(about.isBy('card') ? ['shownThere'] : [])];
  const because = (verdict, ...why) => ({ verdict, why: [...new Set([...why, ...beside])] });
  if (known.breached + known.late + known.missed + known.ended > 0) return because('breached', ...shown);
  const others = repeats.map((other) => verdicts.get(other));
  if (others.length > 0) return because(BY_GRAVITY.find((verdict) => others.includes(verdict)) ?? 'notProven', 'repeats');
  if (known.proves.waivers > 0) return because('waived', ...shown);
  if (PROVES.some((proves) => proves(about))) return because('kept', ...shown);
  if (shown.length > 0) return because('notProven', ...shown, 'waits');
  if (known.events > 0 && about.isBy('clocks', 'guards')) return because('notProven', 'undecided');
  const [first] = Object.keys(WHY_NOT).filter((by) => about.isBy(by));
  return because('notProven', ...(first === undefined && beside.length > 0 ? [] : [WHY_NOT[first] ?? 'notMeasured']));
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

/** Which of the names that a plan gives its measures go with which words. */
const NAMED_BY = { byPlan: 'plan', figures: 'objectives', shownThere: 'card', unreported: 'duties', unattested: 'attestations' };

/** In Chinese where the system speaks it, else in English; the words stand beside the verifier. */
function voice() {
  const said = wordsOf();
  const zh = /^zh/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '');
  const word = (code) => (said[code] ?? [code, code])[zh ? 0 : 1];
  const fill = (code, about) => {
    const text = said[code] === undefined ? [code, about.id ?? about.where].join(' ') : word(code);
    return text.replaceAll(/\{(\w+)\}/g, (_, name) => plain(about[name]));
  };
  return { zh, word, fill, say: (code, about) => void process.stdout.write(`${fill(code, about)}\n`) };
}

/** Its verdict with what that rests on, and beneath it what else is found of it. */
function tellCommitment(one, { zh, word, fill, say }) {
  const waits = one.waitsFor.map(({ means, names }) => [word(means), ...names].join(' ')).join(', ');
  const about = { ...one, text: zh ? one.zh : one.en, waits, others: one.repeats.join(', ') };
  const namesOf = (code) => one.measuredBy.filter(({ by }) => by === NAMED_BY[code]).flatMap(({ names }) => names);
  const why = one.why.map((code) => fill(code, { ...about, names: namesOf(code).join(', ') }));
  say(one.verdict, { ...about, why: why.join(zh ? '；' : '; ') });
  if (one.events > 0) say('spoken', one);
  if (one.unproven > 0) say('owed', one);
  if (one.explained > 0) say('explained', one);
  for (const [under, texts] of Object.entries(one.erasedUnder)) say('erasedOf', { texts, under: word(under) });
}

function tell({ pack, keys, promised, strangers }) {
  const speaking = voice();
  const { word, say } = speaking;
  say('heading', { ...pack, keys: [...keys.keys()].join(' ') });
  const counted = { breached: 0, waived: 0, kept: 0, notProven: 0 };
  for (const one of promised) {
    counted[one.verdict] += 1;
    tellCommitment(one, speaking);
  }
  say('promised', { all: promised.length, ...counted });
  for (const change of keyChanges.values()) say('keyChanged', change);
  for (const [eventId, texts] of groupedBy(erasedTexts, 'eventId'))
    for (const [, [one, ...more]] of groupedBy(texts, 'at')) {
      const fields = [one, ...more].map(({ field }) => field).join(', ');
      say('erasedText', { ...one, eventId, fields, by: one.by ?? '–', under: word(one.under) });
    }
  if (totals.erasedUnnamed > 0) say('erasedUnnamed', totals);
  if (totals.sealedLate > 0) say('sealedLate', totals);
  for (const name of strangers.slice(0, 20)) say('stranger', { name });
  for (const fault of [...faults.values()].slice(0, 50)) say(fault.code, fault);
  if (call.values.key === undefined) say('ownKeys', {});
  if (call.values.seals === undefined) say('ownSeals', {});
  say(faults.size > 0 ? 'fails' : 'holds', { ...totals, faults: faults.size });
}

/** Of what was read nothing moves the cursor or begins a line: a text of the pack says nothing in the verifier's place. */
function plain(value) {
  return String(value).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\uFFFD');
}

/** Those that lie beside this file, wherever the pack is; codes alone where there are none. */
function wordsOf() {
  try {
    return JSON.parse(readFileSync(join(dirname(fileURLToPath(import.meta.url)), 'words.json'), 'utf8'));
  } catch {
    return {};
  }
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
  const { providerId } = pack;
  const exportedOn = pack.exportedAt.slice(0, 10);
  const lastDay = pack.to !== null && pack.to < exportedOn ? pack.to : exportedOn;
  const kept = call.values.seals === undefined ? null : readKept(call.values.seals);
  const seals = await readSeals(keys, { kept, providerId });
  for (const name of named('events/')) await eachLine(name, (line) => checkEvent(line, { seals, providerId }));
  checkErasures();
  checkKeyChanges(seals);
  const sealedAt = Math.max(...[...seals.values()].map((seal) => Date.parse(seal.sealedAt)));
  if (sealedAt > Date.parse(pack.exportedAt) + LATE_MS) fails('pack.json', 'otherwise');
  for (const name of named('plans/').filter((one) => one.endsWith('.yaml'))) checkPlan(name);
  for (const name of named('streams/')) await checkEnds(name);
  for (const name of named('outcomes/')) await checkOutcomes(name);
  for (const name of named('duties/')) await checkDuties(name);
  checkListed();
  await checkRequests(named('requests/'));
  for (const name of named('records/').filter((one) => one.endsWith('.json'))) await checkRecord(name);
  for (const where of signedBy.values()) fails(where, 'signature');
  const promised = await readPromised('commitments.jsonl', lastDay);
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
