import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { POINTS_MAX, STROKES_MAX, strokesSchema } from '#platform/form/signature.schema.ts';
import { signatureSvg } from './signature-svg.rules.ts';

const coordinate = fc.double({ min: -20_000, max: 20_000, noNaN: true });
const strokes = fc.array(fc.record({ points: fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 40 }) }), { minLength: 1, maxLength: 10 });

test('any drawing becomes a picture of numbers alone, inside its own frame', () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      const svg = signatureSvg(strokesSchema.parse(drawn));
      const [, width = '', height = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
      const path = / d="([^"]*)"/.exec(svg)?.[1] ?? '';
      assert.match(path, /^[MQLl0-9. -]+$/);
      const numbers = (path.replaceAll('l0.1 0', '').match(/-?[\d.]+/g) ?? []).map(Number);
      for (const [index, value] of numbers.entries()) assert.ok(value >= 0 && value <= Number(index % 2 === 0 ? width : height), `${value}`);
    }),
  );
});

test('points a hand could not tell apart are dropped', () => {
  const points = Array.from({ length: 2000 }, (_, index) => ({ x: index / 10, y: 50 + (index % 2) / 1000 }));
  const down = [{ points: [{ x: 0, y: 0 }, { x: 0, y: 100 }] }];
  assert.ok(signatureSvg([{ points }, ...down]).length < 500);
});

test('a tap is a dot, a flat line is a line', () => {
  assert.match(signatureSvg([{ points: [{ x: 5, y: 5 }] }]), /d="M[\d. ]+l0\.1 0"/);
  assert.match(signatureSvg([{ points: [{ x: 0, y: 5 }, { x: 90, y: 5 }] }]), /d="M[\d. ]+L[\d. ]+"/);
});

const refused: Readonly<Record<string, unknown>> = {
  'no stroke': [],
  'a stroke without points': [{ points: [] }],
  'too many strokes': Array.from({ length: STROKES_MAX + 1 }, () => ({ points: [{ x: 0, y: 0 }] })),
  'too many points over all strokes': [1, 2].map(() => ({ points: Array.from({ length: POINTS_MAX / 2 + 1 }, () => ({ x: 0, y: 0 })) })),
  'a coordinate beyond any screen': [{ points: [{ x: 1e9, y: 0 }] }],
  'no number': [{ points: [{ x: Number.NaN, y: 0 }] }],
  'a text for a number': [{ points: [{ x: '0"/><script>', y: 0 }] }],
};

for (const [name, drawn] of Object.entries(refused)) {
  test(`${name} is refused`, () => assert.equal(strokesSchema.safeParse(drawn).success, false));
}

test('what the pad adds is dropped: colours and widths are the paper’s own', () => {
  const group = { penColor: 'red', dotSize: 0, minWidth: 0.5, maxWidth: 2.5, velocityFilterWeight: 0.7, compositeOperation: 'source-over', points: [{ x: 1, y: 2, pressure: 0.5, time: 1 }] };
  assert.deepEqual(strokesSchema.parse([group]), [{ points: [{ x: 1, y: 2, pressure: 0.5, time: 1 }] }]);
});
