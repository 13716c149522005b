import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createPrinter } from '#platform/print/print.ts';
import { alike, differenceFromReference, drawPages, readTexts } from '#platform/testing/pdf.ts';
import { empty, filled, long, numbered, tallFields, voided } from './testing/samples.ts';

/** Pictures at 90 pixels an inch: rules and strokes show, files stay small. */
const SCALE = 1.25;
const MM = 72 / 25.4;

const printer = createPrinter();
after(() => printer.close());

const states = {
  filled: (request) => request,
  empty,
  voided,
  'long-texts': (request) => long(request, 3000),
} satisfies Record<string, typeof empty>;

for (const [folder, request] of Object.entries(filled)) {
  for (const [state, made] of Object.entries(states)) {
    test(`${folder}, ${state}, prints as the picture that was looked at`, async () => {
      const pages = await drawPages(await printer.print(made(request)), SCALE);
      const looked = state === 'long-texts' ? pages.slice(0, 2) : pages;
      for (const [index, page] of looked.entries()) {
        const name = looked.length === 1 ? state : `${state}-${index + 1}`;
        const file = fileURLToPath(new URL(`./${folder}/print.${name}.reference.png`, import.meta.url));
        assert.equal(differenceFromReference(page, file), undefined, name);
      }
    });
  }

  test(`${folder} is another picture where one digit of the foot differs`, async () => {
    const [page] = await drawPages(await printer.print(request), SCALE);
    const changed = { ...request, contentDigest: request.contentDigest.replace('b856', 'b857') };
    const [other] = await drawPages(await printer.print(changed), SCALE);
    assert.ok(page !== undefined && other !== undefined && !alike(page, other));
  });

  test(`${folder} stays on one sheet when its texts are short, and carries every label of its definition`, async () => {
    for (const state of [request, empty(request), voided(request)]) {
      const pages = await readTexts(await printer.print(state));
      assert.equal(pages.length, 1);
      const words = (pages[0] ?? [])
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, '');
      for (const cell of request.definition.rows.flatMap((row) => row.cells)) {
        if ('label' in cell && cell.label) assert.ok(words.includes(cell.label.zh), cell.label.zh);
      }
    }
  });

  test(`${folder} with 3,000 characters in every tall cell loses none, doubles none, clips none`, async () => {
    const sheets = await readTexts(await printer.print(long(request, 3000)));
    const words = sheets
      .map((sheet) => sheet.map(({ text }) => text).join(''))
      .join('')
      .replaceAll(/\s/g, '');
    for (const [index] of tallFields(request.definition).entries()) {
      const mark = '甲乙丙丁戊己'[index] ?? '';
      const text = numbered(mark, 3000);
      const found = [...words.matchAll(new RegExp(`${mark}\\d|${mark}`, 'gu'))].length;
      assert.equal(found, text.split(mark).length - 1, `pieces of ${mark}`);
    }
    assert.ok(words.includes(`见附页，共${sheets.length - 1}张`));
    for (const sheet of sheets) {
      for (const piece of sheet) {
        // A bracket at the edge is set without its empty half.
        assert.ok(piece.x >= 25 * MM - 6 && piece.x + piece.width <= 190 * MM + 4, `${piece.text} leaves the margins`);
        assert.ok(piece.y >= 20 * MM - 3, `${piece.text} runs into the foot`);
      }
    }
  });

  test(`${folder} numbers its sheets and shows number and digest on each`, async () => {
    const sheets = await readTexts(await printer.print(long(request, 3000)));
    for (const [index, sheet] of sheets.entries()) {
      const words = sheet
        .map(({ text }) => text)
        .join('')
        .replaceAll(/\s/g, '');
      assert.ok(words.includes(`第${index + 1}页，共${sheets.length}页`));
      assert.ok(words.includes('9f3c71e04ad2b856'));
      assert.ok(words.includes(request.recordNumber ?? ''));
    }
  });
}
