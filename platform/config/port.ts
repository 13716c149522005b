import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartError } from './start-error.ts';

/**
 * Makes sure that a port can be listened on before anything else is prepared.
 * A port held by a process that is just ending becomes free within `patience` milliseconds.
 * @returns what keeps the port from being used, undefined if it is free (or 0)
 */
export async function checkPort(host: string, port: number, patience = 2500): Promise<StartError | undefined> {
  if (port === 0) return undefined;
  const until = performance.now() + patience;
  for (;;) {
    const error = await listenOnce(host, port);
    if (error === undefined) return undefined;
    if (error.code !== 'EADDRINUSE' || performance.now() > until) return explainListenError(error, host, port);
    await delay(100);
  }
}

/** Puts the error of a `listen` into words for the person at the terminal. */
export function explainListenError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  if (error.code === 'EADDRINUSE')
    return new StartError('portTaken', { host, port, other: port === 65_535 ? 8081 : port + 1 }, error);
  if (error.code === 'EACCES') return new StartError('portForbidden', { port }, error);
  return new StartError('addressUnknown', { host }, error);
}

function listenOnce(host: string, port: number): Promise<NodeJS.ErrnoException | undefined> {
  return new Promise((done) => {
    const server = createServer();
    server.once('error', done);
    server.listen({ host, port, exclusive: true }, () => server.close(() => done(undefined)));
  });
}
