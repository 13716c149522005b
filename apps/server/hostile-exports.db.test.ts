import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { HouseName } from '#centre/testing/house-people.ts';
import { WORD_TYPE } from '#platform/print/print.schema.ts';
import { objectsOf, readAll } from '#platform/testing/pdf.ts';
import { unzipped } from '#platform/testing/zip.ts';
import type { Course } from './testing/course.ts';
import {
  HOSTILE_PLAN,
  hostileColleague,
  hostileDraft,
  hostileFault,
  hostileFile,
  hostileImport,
  planInForce,
  SCRIPT,
} from './testing/hostile/house.ts';
import { TRAP } from './testing/hostile/texts.ts';
import { openTestServer, type HttpAnswer, type TestServer } from './testing/test-server.ts';

/** Every address of the API that gives a file, of a house whose plan, people, records and logs hold texts that have broken other software. */
let opened: TestServer;
/** With the engineer of such a name. */
let server: TestServer;
let fault: Course;
let ids: Readonly<Record<string, string>>;

before(async () => {
  opened = await openTestServer({ worker: true, plan: HOSTILE_PLAN });
  server = await hostileColleague(opened);
  fault = await hostileFault(server);
  const { body } = await server.post('branchEngineer', '/api/me/calendar/renew', { commandId: undefined });
  ids = {
    fault: fault.id,
    record: fault.record('serviceRecord').id,
    plan: await planInForce(server),
    draft: await hostileDraft(server),
    import: await hostileImport(server),
    file: await hostileFile(server, 'centreManager'),
    feed: String(body.url).split('/').at(-1) ?? '',
  };
});
after(() => opened.close());

interface Given {
  readonly by: HouseName | null;
  /** `{record}` stands for its id. */
  readonly at: string;
  /** Words that stand in it, as they were written. */
  readonly says: string;
}

const RECORD = { by: 'manager', at: '{record}', says: 'evil.example' } as const;
const FILES: Readonly<Record<string, Given>> = {
  '/api/plans/{id}/pdf': { by: 'manager', at: '/api/plans/{plan}/pdf', says: 'evil.example' },
  '/api/plans/{id}/docx': { by: 'manager', at: '/api/plans/{plan}/docx', says: 'evil.example' },
  '/api/plan-drafts/{id}/pdf': { by: 'planAuthor', at: '/api/plan-drafts/{draft}/pdf', says: `<b onclick=${TRAP}=1>` },
  '/api/plan-drafts/{id}/docx': { by: 'planAuthor', at: '/api/plan-drafts/{draft}/docx', says: `<b onclick=${TRAP}=1>` },
  '/api/service-requests/{id}/clocks/{clock}/annex': {
    by: 'technician',
    at: '/api/service-requests/{fault}/clocks/arrival/annex',
    says: TRAP,
  },
  '/api/calendar-feeds/{token}': { by: null, at: '/api/calendar-feeds/{feed}', says: 'evil.example' },
  '/api/records/{id}/pdf': { ...RECORD, at: '/api/records/{record}/pdf' },
  '/api/records/{id}/docx': { ...RECORD, at: '/api/records/{record}/docx' },
  '/api/files/{id}': { by: 'centreManager', at: '/api/files/{file}', says: SCRIPT },
  '/api/history-imports/{id}/bad-rows': { by: 'administrator', at: '/api/history-imports/{import}/bad-rows', says: TRAP },
  '/api/evidence-pack': { by: 'auditor', at: '/api/evidence-pack', says: TRAP },
};
/** The same records by the name of their kind, and what is no file. */
const ALIKE = /^\/api\/(?:consultation-records|service-records|task-orders)\/|^\/api\/stream$|^\/metrics$/;

const given = async ({ by, at }: Given): Promise<HttpAnswer> => {
  const path = at.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? assert.fail(name));
  const answer = await server.get(by, path);
  assert.equal(answer.status, 200, `${path}: ${JSON.stringify(answer.body)}`);
  return answer;
};

const bare = (text: string): string => text.replaceAll(/[\s\u200b]/g, '');

describe('hostile texts in what is taken along', () => {
  it('every address that gives a file is looked at here', async () => {
    const { paths } = (await server.get('manager', '/api/openapi.json')).body as { paths: Record<string, unknown> };
    const files = Object.entries(paths).filter(([path, methods]) => !ALIKE.test(path) && typesOf(methods).some(isFile));
    assert.deepEqual(files.map(([path]) => path).toSorted(), Object.keys(FILES).toSorted());
  });

  for (const [path, way] of Object.entries(FILES))
    it(`${path} holds them as text`, async () => {
      const { raw, headers } = await given(way);
      const type = String(headers['content-type']);
      const name = String(headers['content-disposition']);
      assert.match(name, /^(?:inline|attachment); filename\*=UTF-8''[\w.!~*'()%-]+$/);
      assert.equal(headers['x-content-type-options'], 'nosniff');
      const told = (READERS[type.split(';')[0] ?? ''] ?? assert.fail(type))(raw);
      assert.ok(bare(await told).includes(bare(way.says)), await told);
    });
});

/** What a reader of each kind of file sees of it; an assertion fails where something in it would be carried out. */
const READERS: Readonly<Record<string, (file: Buffer) => string | Promise<string>>> = {
  'application/pdf': (file) => {
    assert.doesNotMatch(objectsOf(file), /\/(?:JavaScript|JS|Launch|OpenAction|EmbeddedFile|URI)\b/);
    return readAll(new Uint8Array(file));
  },
  [WORD_TYPE]: (file) => {
    const document = unzipped(file).get('word/document.xml')?.toString('utf8') ?? '';
    assert.doesNotMatch(document, /instrText|fldChar|fldSimple|w:object|w:hyperlink|<script|<img|<b |<!DOCTYPE/);
    return unescaped([...document.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''));
  },
  'text/csv': (file) => {
    const rows = parse(file, { bom: true });
    assert.ok(rows.length > 1);
    for (const cell of rows.flat()) assert.doesNotMatch(cell, /^[=+\-@\t\r\n＝＋－＠]/);
    return rows.flat().join('\n');
  },
  'text/calendar': (file) => {
    const text = file.toString('utf8');
    assert.doesNotMatch(text.replaceAll('\r\n', ''), /[\r\n]/, 'lines end as RFC 5545 says');
    for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, `folded: ${line}`);
    const lines = text.replaceAll('\r\n ', '').trim().split('\r\n');
    for (const line of lines) assert.match(line, CALENDAR_LINE);
    return lines.map((line) => line.replaceAll(/\\([\\;,])/g, '$1')).join('\n');
  },
  'application/gzip': (file) => {
    const tar = gunzipSync(file);
    for (const name of namesIn(tar)) assert.match(name, /^[\w./-]+$/);
    return tar.toString('utf8').replaceAll(String.raw`\"`, '"');
  },
  'text/plain': (file) => file.toString('utf8'),
};

/** What a calendar of ours says, and nothing that somebody wrote. */
const CALENDAR_LINE =
  /^(?:BEGIN|END|VERSION|PRODID|NAME|X-WR-CALNAME|REFRESH-INTERVAL|X-PUBLISHED-TTL|UID|SEQUENCE|DTSTAMP|DTSTART|DTEND|SUMMARY|LOCATION|DESCRIPTION|URL|TRANSP|X-MICROSOFT-[A-Z-]+)[:;]/;

function typesOf(methods: unknown): string[] {
  const answers = Object.values(methods as Record<string, { responses?: Record<string, { content?: object }> }>);
  return answers.flatMap(({ responses = {} }) => Object.keys(responses['200']?.content ?? {}));
}

function isFile(type: string): boolean {
  return !type.includes('json');
}

function unescaped(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

/** The names of the files in a tar, by its headers of 512 bytes. */
function namesIn(tar: Buffer): string[] {
  const names: string[] = [];
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0;) {
    const field = (from: number, length: number) => tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '');
    names.push(field(0, 100));
    at += 512 + Math.ceil(Number.parseInt(field(124, 12), 8) / 512) * 512;
  }
  return names;
}
