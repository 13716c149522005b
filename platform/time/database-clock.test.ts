import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { databaseClock } from './database-clock.ts';

describe('the database’s time without asking it', () => {
  it('is the own clock with the difference that was measured, half of the way being on the way', async () => {
    let own = 1_000_000;
    const clock = databaseClock(
      async () => {
        own += 10;
        const told = own + 5_000;
        own += 10;
        return told;
      },
      () => own,
    );
    await clock.measure();
    assert.equal(clock.now(), own + 5_000);
  });

  it('is measured anew after a minute, and what was known stands while the database does not answer', async () => {
    let own = 0;
    let asked = 0;
    let answer: () => Promise<number> = async () => own + 300;
    const clock = databaseClock(
      () => {
        asked += 1;
        return answer();
      },
      () => own,
    );
    await clock.measure();
    own = 59_000;
    assert.deepEqual([clock.now(), asked], [59_300, 1]);
    answer = () => Promise.reject(new Error('no connection'));
    own = 61_000;
    assert.deepEqual([clock.now(), asked], [61_300, 2]);
    await new Promise(setImmediate);
    answer = async () => own - 100;
    own = 130_000;
    clock.now();
    await new Promise(setImmediate);
    assert.deepEqual([clock.now(), asked], [129_900, 3]);
  });

  it('is measured anew at once where the own clock was set back', async () => {
    const told = 100_000_000;
    let own = told + 8 * 3_600_000;
    const clock = databaseClock(
      async () => told,
      () => own,
    );
    await clock.measure();
    assert.equal(clock.now(), told);
    own = told;
    clock.now();
    await new Promise(setImmediate);
    assert.equal(clock.now(), told);
  });
});
