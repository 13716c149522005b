import { parentPort, workerData } from 'node:worker_threads';
import { portionWriter, type Portion, type Sources } from './write-portion.ts';

const port = parentPort;
if (port === null) throw new Error('this module runs in a worker thread');

const write = portionWriter(workerData as Sources);

port.on('message', (portion: Portion) => {
  const written = write(portion);
  port.postMessage(
    written,
    [...written.values()].map(({ buffer }) => buffer),
  );
});
