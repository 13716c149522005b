import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { openThread, ThreadError, type Thread } from './thread.ts';

const MODULE = new URL('./testing/echo.worker.ts', import.meta.url);
const opened: Thread<string, string>[] = [];
const open = (options?: Parameters<typeof openThread>[1]): Thread<string, string> => {
  const thread = openThread<string, string>(MODULE, options);
  opened.push(thread);
  return thread;
};
after(() => Promise.all(opened.map((thread) => thread.close())));
const refusedWith = (code: ThreadError['code']) => (error: unknown) => error instanceof ThreadError && error.code === code;

describe('a thread beside', () => {
  it('answers one after the other, in order', async () => {
    const thread = open();
    assert.deepEqual(await Promise.all(['a', 'b', 'c'].map((work) => thread.ask(work))), ['a!', 'b!', 'c!']);
  });

  it('says why it failed, and goes on with what comes after', async () => {
    const thread = open();
    const [failed, next] = await Promise.allSettled([thread.ask('throw'), thread.ask('x')]);
    assert.ok(failed.status === 'rejected' && refusedWith('threadFailed')(failed.reason));
    assert.match(String(failed.reason), /asked to/);
    assert.deepEqual(next, { status: 'fulfilled', value: 'x!' });
  });

  it('that ends is replaced: what it had is refused, what waited is answered', async () => {
    const thread = open();
    const [lost, next] = await Promise.allSettled([thread.ask('exit'), thread.ask('y')]);
    assert.equal(lost.status, 'rejected');
    assert.deepEqual(next, { status: 'fulfilled', value: 'y!' });
  });

  it('gives up what takes too long', async () => {
    const thread = open({ timeoutMs: 2_000 });
    await assert.rejects(thread.ask('sleep'), refusedWith('threadTimedOut'));
    assert.equal(await open().ask('z'), 'z!');
  });

  it('takes no more than may wait, and nothing once it is closed', async () => {
    const thread = open({ queueMax: 1 });
    const first = thread.ask('a');
    const second = thread.ask('b');
    await assert.rejects(thread.ask('c'), refusedWith('threadBusy'));
    assert.deepEqual(await Promise.all([first, second]), ['a!', 'b!']);
    await thread.close();
    await assert.rejects(thread.ask('d'), refusedWith('threadClosed'));
  });
});
