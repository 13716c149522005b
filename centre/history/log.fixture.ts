import { instant, type Instant } from '#platform/time/instant.ts';
import { readLog, readLogMap, type LogReading, type ReadLogMap } from './index.ts';

/** A small log of another system, and its map for the sample plan: three faults, one of them still open. */
export const LOG = [
  'Ticket,When,Status,Impact,Place,Who,Note',
  'A-1,2026-03-02 09:00:00,New,High,SITE-01,Anna,"no light, at all"',
  'A-1,2026-03-02 09:10:00,Assigned,High,SITE-01,Bo,',
  'A-1,2026-03-02 09:30:00,Waiting,High,SITE-01,Bo,',
  'A-1,2026-03-02 11:30:00,Assigned,High,SITE-01,Bo,',
  'A-1,2026-03-02 12:00:00,Done,High,SITE-01,Bo,switched over',
  'A-2,2026-03-03 09:00:00,New,Low,SITE-02,Cleo,printer',
  'A-3,2026-03-04 09:00:00,New,High,SITE-01,Dora,slow',
  'A-3,2026-03-04 21:00:00,Done,High,SITE-01,Dora,late',
  'A-2,2026-03-03 10:00:00,Assigned,Low,SITE-02,Bo,',
  '',
].join('\n');

export const MAP = `id: Ticket
at: When
format: yyyy-MM-dd HH:mm:ss
zone: Asia/Shanghai
project: PRJ-001
kind: fault
severity: { column: Impact, values: { High: major, Low: minor } }
fields: { site: Place, enquirerName: Who, content: Note }
events:
  - { first: true, event: reportReceived }
  - { first: true, event: registered }
  - { when: { Status: Assigned }, first: true, event: firstContactMade }
  - { when: { Status: Waiting }, event: pause, reason: customerDelay }
  - { not: { Status: Waiting }, event: resume, reason: customerDelay }
  - { when: { Status: Done }, event: restored }
state:
  - { when: { Status: Done }, state: closed }
  - { when: { Status: [Assigned, Waiting] }, state: treating }
  - { when: {}, state: registered }
`;

export const NOW = instant(Date.parse('2026-10-01T00:00:00Z'));

export function mapOf(text: string): ReadLogMap {
  const read = readLogMap(text, 'map.yaml');
  if ('diagnostics' in read) throw new Error(JSON.stringify(read.diagnostics));
  return read;
}

export async function readText(log: string, map: string, now: Instant = NOW): Promise<LogReading> {
  const read = await readLog(bytesOf(log), { map: mapOf(map).map, now });
  if (!('histories' in read)) throw new Error(JSON.stringify(read));
  return read;
}

export async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
