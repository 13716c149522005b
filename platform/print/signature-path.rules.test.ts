import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { POINTS_MAX, STROKES_MAX, strokesSchema } from '#platform/form/signature.schema.ts';
import { PEN_MM, signaturePath } from './signature-path.rules.ts';

const coordinate = fc.double({ min: -20_000, max: 20_000, noNaN: true });
const strokes = fc.array(
  fc.record({ points: fc.array(fc.record({ x: coordinate, y: coordinate }), { minLength: 1, maxLength: 40 }) }),
  { minLength: 1, maxLength: 10 },
);

test('any drawing keeps to the room above its line and inside its own frame', () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      const { widthMm, heightMm, steps } = signaturePath(strokesSchema.parse(drawn));
      assert.ok(widthMm <= 44.01 && heightMm <= 9.61, `${widthMm} × ${heightMm}`);
      for (const [, ...numbers] of steps) {
        for (const [index, value] of numbers.entries())
          assert.ok(value >= 0 && value <= (index % 2 === 0 ? widthMm : heightMm) + 0.01, `${value}`);
      }
    }),
  );
});

test('every stroke is drawn, from its first point to its last', () => {
  fc.assert(
    fc.property(strokes, (drawn) =>
      assert.equal(signaturePath(drawn).steps.filter(([kind]) => kind === 'move').length, drawn.length),
    ),
  );
});

test('points a hand could not tell apart are dropped', () => {
  const points = Array.from({ length: 2000 }, (_, index) => ({ x: index / 10, y: 50 + (index % 2) / 1000 }));
  const down = [
    {
      points: [
        { x: 0, y: 0 },
        { x: 0, y: 100 },
      ],
    },
  ];
  assert.ok(signaturePath([{ points }, ...down]).steps.length < 10);
});

test('the largest drawing allowed is thinned in good time', () => {
  const points = Array.from({ length: POINTS_MAX }, (_, index) => ({ x: (index % 97) * 7, y: (index % 89) * 3 }));
  assert.ok(signaturePath([{ points }]).steps.length <= POINTS_MAX + 1);
});

test('a zigzag keeps its corners: every turn of the hand is a point that the pen passes', () => {
  const points = [0, 1, 2, 3, 4].map((index) => ({ x: index * 20, y: index % 2 === 0 ? 0 : 40 }));
  const { steps, heightMm } = signaturePath([{ points }]);
  assert.deepEqual(
    steps.map(([, , y]) => (y === PEN_MM / 2 ? 'up' : y === Math.round((heightMm - PEN_MM / 2) * 100) / 100 ? 'down' : y)),
    ['up', 'down', 'up', 'down', 'up'],
  );
});

test('a tap is a dot, a flat line is a line', () => {
  assert.deepEqual(signaturePath([{ points: [{ x: 5, y: 5 }] }]).steps, [
    ['move', PEN_MM / 2, PEN_MM / 2],
    ['line', 0.21, PEN_MM / 2],
  ]);
  assert.deepEqual(
    signaturePath([
      {
        points: [
          { x: 0, y: 5 },
          { x: 90, y: 5 },
        ],
      },
    ]).steps.map(([kind]) => kind),
    ['move', 'line'],
  );
});

const refused: Readonly<Record<string, unknown>> = {
  'no stroke': [],
  'a stroke without points': [{ points: [] }],
  'too many strokes': Array.from({ length: STROKES_MAX + 1 }, () => ({ points: [{ x: 0, y: 0 }] })),
  'too many points over all strokes': [1, 2].map(() => ({
    points: Array.from({ length: POINTS_MAX / 2 + 1 }, () => ({ x: 0, y: 0 })),
  })),
  'a coordinate beyond any screen': [{ points: [{ x: 1e9, y: 0 }] }],
  'no number': [{ points: [{ x: Number.NaN, y: 0 }] }],
  'a text for a number': [{ points: [{ x: '0"/><script>', y: 0 }] }],
};

for (const [name, drawn] of Object.entries(refused)) {
  test(`${name} is refused`, () => assert.equal(strokesSchema.safeParse(drawn).success, false));
}

test('what the pad adds is dropped: colours and widths are the paper’s own', () => {
  const group = {
    penColor: 'red',
    dotSize: 0,
    minWidth: 0.5,
    maxWidth: 2.5,
    velocityFilterWeight: 0.7,
    compositeOperation: 'source-over',
    points: [{ x: 1, y: 2, pressure: 0.5, time: 1 }],
  };
  assert.deepEqual(strokesSchema.parse([group]), [{ points: [{ x: 1, y: 2, pressure: 0.5, time: 1 }] }]);
});
