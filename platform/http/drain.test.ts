import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { describe, it } from 'node:test';
import fastify, { type FastifyInstance } from 'fastify';
import { drain, prepareDraining } from './drain.ts';

const CALL = 'GET /greeting HTTP/1.1\r\nhost: pledge\r\n\r\n';
const BODY = '{"greeting":"hello"}';

describe('a node that ends', { timeout: 30_000 }, () => {
  it('answers a call that was on its way when it began to, and closes the line behind the answer', async () => {
    const { server, line, heard } = await openLine();
    line.write(CALL);
    await until(() => heard().includes(BODY));
    const drained = drain(server, 20_000);
    line.write(CALL);
    await once(line, 'close');
    assert.match(heard(), new RegExp(`${BODY}HTTP/1.1 200 OK[^]*connection: close[^]*${BODY}$`));
    assert.equal(await drained, 0);
  });

  it('waits for a call whose head comes in parts', async () => {
    const { server, line, heard } = await openLine();
    line.write(CALL);
    await until(() => heard().includes(BODY));
    const closed = once(line, 'close');
    const drained = drain(server, 20_000);
    for (const letter of CALL) {
      line.write(letter);
      // Longer in all than an idle line is waited for.
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    await closed;
    assert.equal(heard().split(BODY).length, 3);
    assert.equal(await drained, 0);
  });

  it('closes a line on which nobody speaks any more, whether somebody ever did or not', async () => {
    const { server, line, heard } = await openLine();
    const silent = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    await once(silent, 'connect');
    line.write(CALL);
    await until(() => heard().includes(BODY));
    const ends = [once(line, 'close'), once(silent, 'close')];
    assert.equal(await drain(server, 20_000), 0);
    await Promise.all(ends);
  });

  it('cuts what has not come to its end when its patience is over, and counts it', async () => {
    const { server, line } = await openLine();
    line.write('POST /greeting HTTP/1.1\r\nhost: pledge\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{');
    await until(() => underWay > 0);
    assert.equal(await drain(server, 700), 1);
  });

  let underWay = 0;

  async function openLine(): Promise<{ server: FastifyInstance; line: Socket; heard: () => string }> {
    const server = fastify();
    underWay = 0;
    server.addHook('onRequest', async () => {
      underWay += 1;
    });
    prepareDraining(server);
    server.get('/greeting', async () => ({ greeting: 'hello' }));
    server.post('/greeting', async () => ({ greeting: 'hello' }));
    await server.listen({ port: 0, host: '127.0.0.1' });
    const line = connect((server.server.address() as AddressInfo).port, '127.0.0.1');
    line.on('error', () => {});
    let said = '';
    line.on('data', (piece: Buffer) => (said += piece.toString()));
    await once(line, 'connect');
    return { server, line, heard: () => said };
  }
});

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setImmediate(resolve));
}
