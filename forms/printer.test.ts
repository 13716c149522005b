import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { PNG } from 'pngjs';
import { createPrinter } from '#platform/print/print.ts';
import type { PrintRequest } from '#platform/print/print.schema.ts';
import { PrintError } from '#platform/print/print.errors.ts';
import { objectsOf, readAll, readTexts } from '#platform/testing/pdf.ts';
import { instant } from '#platform/time/instant.ts';
import { empty, filled, handwriting, numbered, tallFields } from './testing/samples.ts';

const printer = createPrinter();
after(() => printer.close());

const service = filled['service-record'];
const order = filled['task-order'];
const withValues = (request: PrintRequest, values: PrintRequest['values']): PrintRequest => ({
  ...request,
  values: { ...request.values, ...values },
});
const refusedWith =
  (code: string) =>
  (error: unknown): boolean =>
    error instanceof PrintError && error.code === code;

test('the same record prints to the same bytes, on another worker too', async () => {
  const other = createPrinter();
  try {
    const [first, second, third] = await Promise.all([printer.print(service), printer.print(service), other.print(service)]);
    assert.ok(Buffer.from(first).equals(second));
    assert.ok(Buffer.from(first).equals(third));
  } finally {
    await other.close();
  }
});

test('the file is PDF/A-2u, titled, and of the record’s own date', async () => {
  const printed = await printer.print(service);
  const pdf = Buffer.from(printed).toString('latin1');
  assert.match(pdf, /^%PDF-1\.7/);
  assert.match(pdf, /<pdfaid:part>2<\/pdfaid:part>/);
  assert.match(pdf, /<pdfaid:conformance>U<\/pdfaid:conformance>/);
  assert.match(pdf, /2026-10-03T19:08:00/);
  assert.match(objectsOf(printed), /\/Catalog\b/);
  assert.doesNotMatch(objectsOf(printed), /\/JavaScript|\/JS\b|\/Launch|\/EmbeddedFile/);
});

const hostile = [
  '#import "x.typ": *',
  '$x^2$',
  '*粗体*',
  '_斜_',
  '<script>alert(1)</script>',
  '../../etc/passwd',
  '#read("/etc/passwd")',
  '`raw`',
  '= 标题',
  '@ref',
  '// 注释',
  '\\u{1F600}',
  '#sys.inputs',
  '"],{}',
];

test('markup of any kind shows as text in every cell', async () => {
  for (const request of Object.values(filled)) {
    const text = hostile.join('\n');
    const values = Object.fromEntries(tallFields(request.definition).map((field) => [field, text]));
    const reason = hostile.join(' ');
    const words = await readAll(await printer.print({ ...withValues(request, values), voided: { reason, at: instant(0) } }));
    for (const piece of hostile) {
      const times = words.split(piece.replaceAll(/\s/g, '')).length - 1;
      assert.ok(times >= tallFields(request.definition).length, `${piece} ${times}`);
    }
  }
});

test('markup in a short cell and in a name shows as text', async () => {
  const words = await readAll(
    await printer.print({
      ...withValues(service, { contactName: '#x', performer: '*甲*' }),
      signatures: { customerSignature: { name: '$y$', at: instant(0), means: 'phone' } },
    }),
  );
  for (const piece of ['#x', '*甲*', '$y$（电话确认，已记录）']) assert.ok(words.includes(piece), piece);
});

test('characters without a glyph show as a box and never stop the printing', async () => {
  const words = await readAll(
    await printer.print(withValues(service, { customerOpinion: '很好👍👨‍👩‍👧，谢谢！한국 ☑已恢复 ☐未恢复' })),
  );
  assert.ok(words.includes('很好□□，谢谢！□□✓已恢复□未恢复'), words);
});

test('a record without number prints 草稿 in head and foot', async () => {
  const words = await readAll(await printer.print(empty(order)));
  assert.ok(words.includes('记录编号：草稿'));
  assert.ok(words.includes('草稿第1页，共1页'));
});

test('the number of the task order stands behind its printed prefix; another series prints whole', async () => {
  const number = async (taskOrderNumber: string): Promise<string> =>
    readAll(await printer.print(withValues(service, { taskOrderNumber })));
  assert.ok((await number('')).includes('任务书编号QR-OP10A-承担人'));
  assert.ok((await number('QR-OP10A-2026-0029')).includes('任务书编号QR-OP10A-2026-0029承担人'));
  assert.ok((await number('QR-OP99-2025-0001')).includes('任务书编号QR-OP99-2025-0001承担人'));
});

test('remote work prints where the evaluation stands in place of a signature', async () => {
  const values = {
    serviceMode: 'remote',
    customerOpinion: '',
    customerEvaluation: '满意。',
    evaluationSource: '电话，赵工',
    customerSignedOn: '',
  };
  const words = await readAll(await printer.print({ ...withValues(service, values), signatures: {} }));
  assert.ok(words.includes('客户代表签字：远程服务，评价见上'));
  assert.ok(words.includes('满意。（评价来源：电话，赵工）'));
  assert.ok(!(await readAll(await printer.print(service))).includes('远程服务，评价见上'));
});

test('the verdict stands before the opinion, once', async () => {
  const opinion = async (approvalOpinion: string): Promise<string> =>
    readAll(await printer.print(withValues(order, { approvalOpinion })));
  assert.ok((await opinion('请带备机。')).includes('审批意见：同意。请带备机。'));
  assert.ok((await opinion('同意，请带备机。')).includes('审批意见：同意，请带备机。'));
  assert.ok((await opinion('')).includes('审批意见：同意。'));
});

test('a signature shows its moment in the zone; a day written by hand is kept where it differs', async () => {
  const at = instant(Date.parse('2026-10-04T23:30:00Z'));
  const signed = async (customerSignedOn: string): Promise<string> =>
    readAll(
      await printer.print({
        ...withValues(service, { customerSignedOn }),
        signatures: { customerSignature: { name: '赵工', at, means: 'scanned' } },
      }),
    );
  assert.ok((await signed('2026-10-05')).includes('日期：2026-10-0507:30'));
  assert.ok((await signed('2026-10-03')).includes('日期：2026-10-03经理'));
});

const scan = new PNG({ width: 300, height: 120 });
const scanned = new Uint8Array(PNG.sync.write(scan));

test('the name of who drew or scanned a signature stands printed beside it', async () => {
  const signature = { name: '钱雨', at: instant(0) };
  for (const drawing of [{ strokes: handwriting }, { png: scanned }]) {
    const signatures = { customerSignature: { ...signature, drawing } };
    assert.match(await readAll(await printer.print({ ...service, signatures })), /客户代表签字：钱雨日期：/);
  }
});

test('a scanned signature prints; one that cannot be read gives way to the name', async () => {
  const signed = (png: Uint8Array): PrintRequest => ({
    ...service,
    signatures: { customerSignature: { name: '赵工', at: instant(0), means: 'scanned', drawing: { png } } },
  });
  assert.ok(!(await readAll(await printer.print(signed(scanned)))).includes('见扫描件'));
  const bomb = scanned.slice();
  new DataView(bomb.buffer).setUint32(16, 100_000);
  for (const broken of [scanned.slice(0, 60), bomb, new Uint8Array([1, 2, 3]), new Uint8Array()]) {
    assert.ok((await readAll(await printer.print(signed(broken)))).includes('赵工（见扫描件）'));
  }
});

test('every field at its full length keeps the form on its sheet and loses nothing', async () => {
  for (const request of Object.values(filled)) {
    const values = Object.fromEntries(
      Object.entries(request.definition.fields).flatMap(([field, spec], index) =>
        'maxLength' in spec ? [[field, numbered('甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉'[index] ?? '戌', spec.maxLength)]] : [],
      ),
    );
    const sheets = await readTexts(await printer.print(withValues(request, values)));
    const first = (sheets[0] ?? [])
      .map(({ text }) => text)
      .join('')
      .replaceAll(/\s/g, '');
    for (const cell of request.definition.rows.flatMap((row) => row.cells)) {
      if ('label' in cell && cell.label) assert.ok(first.includes(cell.label.zh), cell.label.zh);
    }
    const words = sheets
      .map((sheet) => sheet.map(({ text }) => text).join(''))
      .join('')
      .replaceAll(/\s/g, '');
    for (const text of Object.values(values)) {
      const mark = text.slice(0, 1);
      assert.equal(words.split(mark).length - 1 >= text.split(mark).length - 1, true, mark);
    }
  }
});

test('a full queue, an endless text and a closed printer are refused by name', async () => {
  const small = createPrinter({ queueMax: 1 });
  const first = small.print(service);
  const second = small.print(service);
  await assert.rejects(small.print(service), refusedWith('printerBusy'));
  await assert.rejects(small.print(withValues(service, { problemContent: '长'.repeat(200_001) })), refusedWith('printTooLarge'));
  await Promise.all([first, second]);
  await assert.rejects(small.print(withValues(service, { problemContent: '长'.repeat(200_001) })), refusedWith('printTooLarge'));
  await small.close();
  await assert.rejects(small.print(service), refusedWith('printerClosed'));
});

test('a sheet that takes too long is given up; the next one prints', async () => {
  const impatient = createPrinter({ timeoutMs: 1 });
  await assert.rejects(impatient.print(service), refusedWith('printTimedOut'));
  await impatient.close();
});

test('a request that cannot be printed is refused alone: the printer goes on', async () => {
  const tooLongForACode = { ...service, liveUrl: `https://pledge.example/${'x'.repeat(5000)}` };
  const [bad, good] = await Promise.allSettled([printer.print(tooLongForACode), printer.print(service)]);
  assert.ok(bad.status === 'rejected' && refusedWith('printFailed')(bad.reason));
  assert.equal(good.status, 'fulfilled');
});

test('an idle worker ends and a new one prints the same', async () => {
  const resting = createPrinter({ idleMs: 20 });
  const first = await resting.print(service);
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.ok(Buffer.from(first).equals(await resting.print(service)));
  await resting.close();
});
