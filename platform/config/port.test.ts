import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { it } from 'node:test';
import { checkPort } from './port.ts';

it('a taken port is told with another one to try; one that is just becoming free is waited for', async () => {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', () => done()));
  const { port } = server.address() as AddressInfo;
  const error = await checkPort('127.0.0.1', port, 0);
  assert.equal(error?.code, 'portTaken');
  assert.match(error?.message ?? '', new RegExp(`Port ${port} .* PORT=${port + 1} npm start`));
  setTimeout(() => server.close(), 200);
  assert.equal(await checkPort('127.0.0.1', port, 5000), undefined);
});

it('an address of another machine is told', async () => {
  assert.equal((await checkPort('192.0.2.1', 8080, 0))?.code, 'addressUnknown');
});
