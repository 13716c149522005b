import { parentPort, workerData } from 'node:worker_threads';
import type { ChainRange } from './chain-range.store.ts';
import { openSnapshot, type Snapshot } from './snapshot.ts';
import { verifyRange } from './verify-range.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');

const { ask } = await openSnapshot(workerData as Snapshot);
port.on('message', (range: ChainRange) => {
  // What fails ends the thread, which whoever waits for the range hears.
  void verifyRange(ask, range).then((result) => port.postMessage(result));
});
// The snapshot is taken: its transaction may end.
port.postMessage('ready');
