import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { faultEmergency } from '#flows/fault-emergency/index.ts';
import { flowModules } from '#flows/registry.ts';
import { supportResponse } from '#flows/support-response/index.ts';
import { instant } from '#platform/time/instant.ts';
import { flowViewOf, type PathStep } from '../flow-view.ts';
import type { FlowView } from './flow-view.schema.ts';
import { flowGraph } from './flow-graph.rules.ts';
import { cutIntoRows } from './fold.rules.ts';
import { layoutOf } from './layout.ts';

const drawn: FlowModule[] = Object.values(flowModules)
  .filter((module) => module !== undefined)
  .filter(({ flow }) => flow.id !== 'record');

const start = Date.parse('2026-10-03T22:10:00+08:00');
const step = (state: string, minutes: number, broken = false): PathStep => ({
  state,
  at: instant(start + minutes * 60_000),
  broken,
});

const edgesOf = (module: FlowModule): string[] =>
  flowGraph(module.flow)
    .edges.map(({ from, to, loop }) => `${from}${loop ? ' ~> ' : ' > '}${to}`)
    .toSorted();

const statusOf = (view: FlowView, id: string): string | undefined => view.nodes.find((node) => node.id === id)?.status;
const takenOf = (view: FlowView): string[] =>
  view.edges
    .filter((edge) => edge.taken)
    .map(({ from, to }) => `${from} > ${to}`)
    .toSorted();

describe('what of a flow is drawn', () => {
  it('the fault: one way through its states with the road in the middle, and the way back', () => {
    assert.deepEqual(edgesOf(faultEmergency), [
      'diagnosing > dispatching',
      'dispatching > enRoute',
      'enRoute > onSite',
      'onSite > typed',
      'received > registered',
      'registered > verified',
      'reported > closed',
      'resolved > reported',
      'restored > resolved',
      'treating > restored',
      'treating ~> diagnosing',
      'typed > treating',
      'verified > diagnosing',
    ]);
  });
  it('the question: the answer at once, with headquarters, promised for later or by a task order', () => {
    assert.deepEqual(edgesOf(supportResponse), [
      'answered > resolved',
      'answered ~> inHandling',
      'closed ~> inHandling',
      'contacted > inHandling',
      'deferred > answered',
      'deferred ~> escalated',
      'escalated > jointHandling',
      'inHandling > answered',
      'inHandling > escalated',
      'jointHandling > answered',
      'jointHandling > deferred',
      'jointHandling > taskOrdered',
      'received > registered',
      'registered > contacted',
      'resolved > closed',
      'taskOrdered > answered',
    ]);
  });
  it('another end than the one aimed at only where it was taken', () => {
    assert.ok(!flowGraph(faultEmergency.flow).nodes.includes('cancelled'));
    const ended = flowGraph(faultEmergency.flow, { state: 'cancelled', after: 'verified' });
    assert.deepEqual(
      ended.edges.filter(({ to }) => to === 'cancelled').map(({ from }) => from),
      ['verified'],
    );
  });
});

describe('rows of a drawing', () => {
  for (const [layers, crossing, rows] of [
    [4, [1, 1, 1], [[0, 3]]],
    [
      13,
      Array<number>(12).fill(1),
      [
        [0, 3],
        [4, 7],
        [8, 12],
      ],
    ],
    [
      8,
      [1, 1, 1, 3, 3, 1, 1],
      [
        [0, 2],
        [3, 7],
      ],
    ],
  ] as const) {
    it(`${layers} layers in ${rows.length}`, () =>
      assert.deepEqual(
        cutIntoRows(layers, crossing).map(({ first, last }) => [first, last]),
        rows,
      ));
  }
  it('hold every layer once, five at most', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 0, maxLength: 29 }), (crossing) => {
        const rows = cutIntoRows(crossing.length + 1, crossing);
        assert.deepEqual(
          rows.flatMap(({ first, last }) => Array.from({ length: last - first + 1 }, (_row, index) => first + index)),
          Array.from({ length: crossing.length + 1 }, (_layer, index) => index),
        );
        assert.ok(rows.every(({ first, last }) => last - first < 5));
      }),
      { numRuns: 60 },
    );
  });
});

describe('the drawing', () => {
  for (const module of drawn) {
    it(`${module.flow.id} fits its card, states stand apart, ways lead from state to state and over none`, async () => {
      const view = await flowViewOf(module, [], { state: module.flow.initial, road: 'none' });
      assert.ok(view.width <= 268, `${view.width} wide`);
      for (const one of view.nodes)
        for (const other of view.nodes) {
          if (one.id < other.id)
            assert.ok(Math.abs(one.x - other.x) >= 40 || Math.abs(one.y - other.y) >= 44, `${one.id} and ${other.id}`);
        }
      for (const edge of view.edges.filter(({ loop }) => !loop)) {
        const [from, to] = [edge.from, edge.to].map((id) => view.nodes.find((node) => node.id === id));
        assert.ok(near(edge.points[0], from) && near(edge.points.at(-1), to), `${edge.from} to ${edge.to}`);
        for (const node of view.nodes)
          if (node !== from && node !== to)
            assert.ok(distance(node, edge.points) > 8, `${edge.from} to ${edge.to} runs over ${node.id}`);
      }
      for (const node of view.nodes) assert.ok(node.x >= 0 && node.y >= 0 && node.x <= view.width && node.y <= view.height);
    });
  }

  it('the worked example: the path with its times, the late arrival broken, the present step', async () => {
    const path = [
      step('received', 0),
      step('registered', 8),
      step('verified', 16),
      step('diagnosing', 21),
      step('dispatching', 55),
      step('enRoute', 57),
      step('onSite', 125, true),
      step('typed', 150),
      step('treating', 160),
    ];
    const view = await flowViewOf(faultEmergency, path, { state: 'treating', road: 'onSite' });
    assert.deepEqual(
      view.nodes.map(({ id, status }) => `${id} ${status}`),
      [
        'received taken',
        'registered taken',
        'verified taken',
        'diagnosing taken',
        'dispatching taken',
        'enRoute taken',
        'onSite broken',
        'typed taken',
        'treating current',
        'restored ahead',
        'resolved ahead',
        'reported ahead',
        'closed ahead',
      ],
    );
    assert.equal(view.nodes.find(({ id }) => id === 'onSite')?.at, '2026-10-03T16:15:00Z');
    assert.equal(takenOf(view).length, 8);
    const back = view.edges.find(({ loop }) => loop);
    assert.deepEqual([back?.taken, back?.label?.zh], [false, '本轮未解决']);
  });

  it('somebody on the way is where the request is', async () => {
    const path = [step('received', 0), step('registered', 8), step('verified', 16), step('dispatching', 55), step('enRoute', 57)];
    const view = await flowViewOf(faultEmergency, path, { state: 'verified', road: 'enRoute' });
    assert.deepEqual(
      [statusOf(view, 'enRoute'), statusOf(view, 'verified'), statusOf(view, 'diagnosing')],
      ['current', 'taken', 'ahead'],
    );
    // Sent before the diagnosis: a way of its own shows it.
    assert.ok(takenOf(view).includes('verified > dispatching'));
  });

  it('a way back that was taken is marked, and a move that skips states is drawn', async () => {
    const path = [
      step('received', 0),
      step('registered', 8),
      step('verified', 16),
      step('typed', 30),
      step('treating', 40),
      step('diagnosing', 50),
    ];
    const view = await flowViewOf(faultEmergency, path, { state: 'diagnosing', road: 'none' });
    assert.deepEqual(takenOf(view), [
      'received > registered',
      'registered > verified',
      'treating > diagnosing',
      'typed > treating',
      'verified > typed',
    ]);
    assert.equal(statusOf(view, 'diagnosing'), 'current');
  });

  it('of several ways to one state the one that was taken is marked', async () => {
    const path = [
      step('received', 0),
      step('registered', 8),
      step('contacted', 16),
      step('inHandling', 20),
      step('deferred', 30),
      step('answered', 300),
    ];
    const view = await flowViewOf(supportResponse, path, { state: 'answered', road: 'none' });
    assert.ok(takenOf(view).includes('deferred > answered'));
    assert.ok(!takenOf(view).includes('inHandling > answered'));
  });

  it('a cancelled request ends where it was left', async () => {
    const view = await flowViewOf(faultEmergency, [step('received', 0), step('registered', 8), step('cancelled', 16)], {
      state: 'cancelled',
      road: 'none',
    });
    assert.deepEqual([statusOf(view, 'cancelled'), statusOf(view, 'verified')], ['current', 'ahead']);
    assert.deepEqual(takenOf(view), ['received > registered', 'registered > cancelled']);
  });

  it('a layout is computed once per version', async () => {
    assert.equal(await layoutOf(faultEmergency.flow), await layoutOf(faultEmergency.flow));
    assert.notEqual(
      await layoutOf(faultEmergency.flow),
      await layoutOf({ ...faultEmergency.flow, version: faultEmergency.flow.version + 1 }),
    );
  });

  it('any path of any flow is drawn: one present step, every taken way between drawn states', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...drawn),
        fc.array(fc.tuple(fc.nat(20), fc.boolean()), { maxLength: 12 }),
        async (module, walk) => {
          const states = [...module.flow.states, 'dispatching', 'enRoute', 'onSite'];
          const path = walk.map(([pick, broken], index) => step(states[pick % states.length] ?? '', index, broken));
          const state = path.findLast((known) => module.flow.states.includes(known.state))?.state ?? module.flow.initial;
          const view = await flowViewOf(module, path, { state, road: 'none' });
          assert.equal(view.nodes.filter(({ status }) => status === 'current').length, 1);
          for (const edge of view.edges)
            assert.ok(edge.points.length >= 2 && edge.points.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)));
        },
      ),
      { numRuns: 400 },
    );
  });
});

interface At {
  readonly x: number;
  readonly y: number;
}

function near(one: At | undefined, other: At | undefined): boolean {
  return one !== undefined && other !== undefined && Math.hypot(one.x - other.x, one.y - other.y) <= 2;
}

function distance(node: At, points: readonly At[]): number {
  return Math.min(
    ...points.slice(1).map((to, index) => {
      const from = points[index] ?? to;
      const [dx, dy] = [to.x - from.x, to.y - from.y];
      const along =
        dx === 0 && dy === 0
          ? 0
          : Math.min(1, Math.max(0, ((node.x - from.x) * dx + (node.y - from.y) * dy) / (dx * dx + dy * dy)));
      return Math.hypot(node.x - from.x - along * dx, node.y - from.y - along * dy);
    }),
  );
}
