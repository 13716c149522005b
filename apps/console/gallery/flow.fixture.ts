import type { FlowView } from '#centre/requests/flow-view/flow-view.schema.ts';

const at = (time: string) => `2026-10-${time}:00+08:00`;
type Node = FlowView['nodes'][number];
const node = (id: string, zh: string, en: string, given: Pick<Node, 'x' | 'y' | 'status'> & { at?: string }): Node => ({
  id,
  label: { zh, en },
  x: given.x,
  y: given.y,
  status: given.status,
  at: given.at === undefined ? null : at(given.at),
});
const edge = (
  from: string,
  to: string,
  points: readonly (readonly [number, number])[],
  taken = true,
): FlowView['edges'][number] => ({ from, to, points: points.map(([x, y]) => ({ x, y })), taken, loop: false, label: null });

/** The fault emergency as the design draws it. */
export const emergencyFlow: FlowView = {
  flow: 'faultEmergency',
  version: 1,
  width: 272,
  height: 112,
  nodes: [
    node('received', '收到', 'Received', { x: 0, y: 0, status: 'taken', at: '03T22:10' }),
    node('registered', '登记', 'Registered', { x: 58, y: 0, status: 'taken', at: '03T22:18' }),
    node('verified', '核实', 'Verified', { x: 116, y: 0, status: 'taken', at: '03T22:26' }),
    node('remote', '远程诊断', 'Remote', { x: 200, y: 0, status: 'taken', at: '03T22:31' }),
    node('dispatched', '派出', 'Dispatched', { x: 200, y: 54, status: 'taken', at: '03T23:05' }),
    node('enRoute', '在途', 'On the road', { x: 116, y: 54, status: 'taken' }),
    node('onSite', '现场', 'On site', { x: 58, y: 54, status: 'broken', at: '04T00:15' }),
    node('typed', '判型', 'Typed', { x: 0, y: 54, status: 'taken', at: '04T00:40' }),
    node('handling', '处理', 'Handling', { x: 14, y: 108, status: 'current', at: '04T00:55' }),
    node('restored', '恢复', 'Restored', { x: 86, y: 108, status: 'ahead' }),
    node('resolved', '解决', 'Resolved', { x: 146, y: 108, status: 'ahead' }),
    node('reported', '报告', 'Reported', { x: 206, y: 108, status: 'ahead' }),
    node('closed', '关闭', 'Closed', { x: 266, y: 108, status: 'ahead' }),
  ],
  edges: [
    edge('received', 'registered', [
      [0, 0],
      [58, 0],
    ]),
    edge('registered', 'verified', [
      [58, 0],
      [116, 0],
    ]),
    edge('verified', 'remote', [
      [116, 0],
      [200, 0],
    ]),
    edge('remote', 'dispatched', [
      [200, 0],
      [236, 0],
      [236, 54],
      [200, 54],
    ]),
    edge('dispatched', 'enRoute', [
      [200, 54],
      [116, 54],
    ]),
    edge('enRoute', 'onSite', [
      [116, 54],
      [58, 54],
    ]),
    edge('onSite', 'typed', [
      [58, 54],
      [0, 54],
    ]),
    edge('typed', 'handling', [
      [0, 54],
      [-20, 54],
      [-20, 108],
      [14, 108],
    ]),
    edge(
      'handling',
      'restored',
      [
        [14, 108],
        [86, 108],
      ],
      false,
    ),
    edge(
      'restored',
      'resolved',
      [
        [86, 108],
        [146, 108],
      ],
      false,
    ),
    edge(
      'resolved',
      'reported',
      [
        [146, 108],
        [206, 108],
      ],
      false,
    ),
    edge(
      'reported',
      'closed',
      [
        [206, 108],
        [266, 108],
      ],
      false,
    ),
    {
      ...edge(
        'handling',
        'remote',
        [
          [14, 126],
          [14, 136],
          [289, 136],
          [289, 27],
          [244, 27],
        ],
        false,
      ),
      loop: true,
      label: { zh: '未解决', en: 'not solved' },
    },
  ],
};
