import { parentPort, workerData } from 'node:worker_threads';
import type { EventRange } from './event-range.store.ts';
import type { LaneData } from './lanes.ts';
import { openSnapshot } from './snapshot.ts';
import { rangeVerifier } from './verify-range.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');

const { snapshot, links } = workerData as LaneData;
const verifyRange = rangeVerifier(await openSnapshot(snapshot), links);
port.on('message', (range: EventRange) => {
  // What fails ends the thread, which whoever waits for the range hears.
  void verifyRange(range).then((result) => port.postMessage(result));
});
// The snapshot is taken: its transaction may end.
port.postMessage('ready');
