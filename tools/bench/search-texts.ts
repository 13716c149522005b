import type pg from 'pg';
import { fold } from '#platform/text-index/fold.rules.ts';
import { gramsOf } from '#platform/text-index/grams.rules.ts';
import { instant } from '#platform/time/instant.ts';

/** What is looked for, and how often it stands in the texts below. */
export const PHRASES = [
  { phrase: '链路', says: 'in every third text' },
  { phrase: '題黨', says: 'rare, sought in traditional' },
  { phrase: '龘鬱', says: 'nowhere' },
  { phrase: '光模块无', says: 'in one text of a hundred' },
  { phrase: '风扇温度', says: 'in one text of two hundred' },
  { phrase: '核心交换机无响应', says: 'in one text of two hundred' },
  { phrase: '业务系统专线丢包', says: 'rare, of common pairs' },
] as const;

const NOUNS = [
  '核心交换机',
  '专线',
  '路由器',
  '防火墙',
  '服务器',
  '存储',
  '光模块',
  '链路',
  '端口',
  '业务系统',
  '机房',
  '电源',
  '风扇',
];
const TROUBLES = [
  '无响应',
  '丢包',
  '时断时续',
  '温度过高',
  '无法登录',
  '已恢复',
  '反复重启',
  '指示灯全灭',
  '性能下降',
  '请尽快查看',
];
const OTHERS =
  '的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周';

/** Of a request: its own words, four messages, its consultation record; so many characters each. */
const LENGTHS = [70, 40, 50, 30, 60, 180] as const;
const MESSAGES = LENGTHS.length - 2;
const RECORD = LENGTHS.length - 1;
/** Different texts of each of these; each stands in many requests. */
const SAMPLES = 2_857;
const PAIR_MASK = 2 ** 20 - 1;

/**
 * Fills a running centre with so many requests over two years, as far as a search reads them: their rows, messages and records, and the
 * text index as the commands write it, made in bulk by the owner's connection. Gives how many texts there are.
 */
export async function fillTexts(owner: pg.Client, requests: number): Promise<number> {
  await makeSamples(owner);
  await makeRequests(owner, requests);
  // An index that is made at once costs a tenth of one that is written to row by row.
  await owner.query('drop index pledge.text_index_grams');
  for (const [place] of LENGTHS.entries()) await makeTexts(owner, place);
  await owner.query(`set maintenance_work_mem = '256MB'`);
  await owner.query('create index text_index_grams on pledge.text_index using gin (grams) with (fastupdate = off)');
  await owner.query('analyze pledge.text_index, pledge.service_request, pledge.message, pledge.record');
  return (await owner.query<{ count: number }>('select count(*)::int as count from pledge.text_index')).rows[0]?.count ?? 0;
}

async function makeSamples(owner: pg.Client): Promise<void> {
  await owner.query(
    'create temporary table sample (place integer, n integer, text text, grams integer[], primary key (place, n))',
  );
  const random = seeded(42);
  for (const [place, length] of LENGTHS.entries()) {
    const texts = Array.from({ length: SAMPLES }, () => textOf(length, random));
    await owner.query(
      `insert into sample select $1, n - 1, text, grams::integer[] from unnest($2::text[], $3::text[]) with ordinality as of(text, grams, n)`,
      [place, texts, texts.map((text) => `{${gramsOf(fold(text), instant(0)).join(',')}}`)],
    );
  }
}

/** Copies of a request that is there, under other ids and words. */
async function makeRequests(owner: pg.Client, requests: number): Promise<void> {
  const own: Readonly<Record<string, string>> = {
    id: `('00000000-0000-7000-8000-' || lpad(g::text, 12, '0'))::uuid`,
    number: `'SR-B-' || g`,
    title: 'left(s.text, 20)',
    content: 's.text',
    received_at: `now() - g * (interval '730 days' / ${requests})`,
    closed_at: `case when g % 100 > 1 then now() end`,
    next_due_at: 'null',
  };
  const { rows } = await owner.query<{ name: string }>(
    `select column_name as name from information_schema.columns
     where table_schema = 'pledge' and table_name = 'service_request' and is_generated = 'NEVER'`,
  );
  await owner.query(
    `insert into pledge.service_request (${rows.map(({ name }) => name).join(', ')})
     select ${rows.map(({ name }) => own[name] ?? `r.${name}`).join(', ')}
     from generate_series(1, ${requests}) g join sample s on s.place = 0 and s.n = ${drawn('g', 0)}
       cross join (select * from pledge.service_request where site_id is not null limit 1) r`,
  );
}

/** The texts at a place of each request: the rows that hold them, and their rows in the index. */
async function makeTexts(owner: pg.Client, place: number): Promise<void> {
  const kind = place === 0 ? 'serviceRequest' : place === RECORD ? 'record' : 'message';
  const id = place === 0 ? 'r.id' : `('00000000-0000-700${place}-8000-' || right(r.id::text, 12))::uuid`;
  const made = `from pledge.service_request r join sample s on s.place = ${place}
    and s.n = ${drawn(`substr(r.number, 6)::bigint`, place)} where r.number like 'SR-B-%'`;
  if (place > 0 && place <= MESSAGES)
    await owner.query(
      `insert into pledge.message (provider_id, id, customer_id, request_id, event_id, channel, direction, author_kind, text, delivery, occurred_at, recorded_at)
       select r.provider_id, ${id}, r.customer_id, r.id, ${id}, 'web', 'outgoing', 'staff', s.text, 'noted', r.received_at, r.received_at ${made}`,
    );
  if (place === RECORD)
    await owner.query(
      `insert into pledge.record (provider_id, id, customer_id, project_id, site_id, request_id, form, document_number, document_version, state, field_values, seq, last_hash, created_at)
       select r.provider_id, ${id}, r.customer_id, r.project_id, r.site_id, r.id, 'consultationRecord', 'QR-OP09', 'A/0', 'frozen',
         jsonb_build_object('enquiryContent', s.text), 1, '', r.received_at ${made}`,
    );
  const end = place === 0 ? `lower(r.number) || chr(31) || s.text` : 's.text';
  await owner.query(
    `insert into pledge.text_index (provider_id, request_id, kind, subject_id, customer_id, visibility, at, folded, grams)
     select r.provider_id, r.id, '${kind}', ${id}, r.customer_id, 'shared', r.received_at, ${end},
       array(select (gram & ${PAIR_MASK}) | (floor(extract(epoch from r.received_at) / 604800)::integer << 20) from unnest(s.grams) gram) ${made}`,
  );
}

/** Which sample a request has at a place: spread, and the same at every run. */
function drawn(request: string, place: number): string {
  return `((${request}::bigint * 7919 + ${place * 104_729}) % ${SAMPLES})`;
}

function textOf(length: number, random: () => number): string {
  const one = (list: ArrayLike<string>): string => list[Math.floor(random() * list.length)] ?? '';
  let text = '';
  while (text.length < length) {
    const share = random();
    text += share < 0.2 ? one(NOUNS) : share < 0.32 ? one(TROUBLES) : one(OTHERS);
  }
  return text.slice(0, length);
}

/** Mulberry32: the same numbers at every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
