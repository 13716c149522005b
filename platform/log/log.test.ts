import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { covered } from './fault.ts';
import { LOG_LEVELS, openLog, type LogLevel } from './log.ts';

function logged(level: LogLevel, work: (log: ReturnType<typeof openLog>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(openLog({ level, to: { write: (line) => void lines.push(line) } }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

describe('the log', () => {
  it('writes a line of JSON with time, level, event and facts', () => {
    const [line] = logged('info', (log) => log({ level: 'info', event: 'request', status: 201, route: '/api/files' }));
    assert.equal(line?.['level'], 'info');
    assert.equal(line?.['event'], 'request');
    assert.equal(line?.['status'], 201);
    assert.match(String(line?.['time']), /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.equal(line?.['pid'], process.pid);
  });

  it('writes what is as grave as its level or graver, and nothing else', () => {
    for (const [index, level] of LOG_LEVELS.entries()) {
      const lines = logged(level, (log) => LOG_LEVELS.forEach((one) => log({ level: one, event: 'x' })));
      assert.deepEqual(
        lines.map((line) => line['level']),
        LOG_LEVELS.slice(0, index + 1),
      );
    }
  });

  it('of an error from the database or a mail server keeps the codes and where it arose, not its words', () => {
    const duplicate = Object.assign(new Error('duplicate key value: Key (name)=(王芳) already exists'), {
      severity: 'ERROR',
      code: '23505',
      table: 'person_reach',
      detail: 'Key (mobile)=(+86 139 0000 0007)',
    });
    const refused = Object.assign(new Error('550 no mailbox here for Wang Fang'), { responseCode: 550, code: 'EENVELOPE' });
    const [line] = logged('error', (log) =>
      log({
        level: 'error',
        event: 'fault',
        error: new Error('could not be sent', { cause: Object.assign(refused, { cause: duplicate }) }),
      }),
    );
    const text = JSON.stringify(line);
    assert.doesNotMatch(text, /王芳|139 ?0000|Wang|mailbox/);
    const fault = line?.['error'] as {
      message: string;
      at: string[];
      cause: { code: string; cause: { code: string; table: string } };
    };
    assert.equal(fault.message, 'could not be sent');
    assert.equal(fault.cause.code, 'EENVELOPE');
    assert.deepEqual([fault.cause.cause.code, fault.cause.cause.table], ['23505', 'person_reach']);
    assert.match(fault.at[0] ?? '', /platform\/log\/log\.test\.ts:\d+/);
  });

  it('covers in any other message what somebody may have written', () => {
    const cases: readonly [string, string][] = [
      [`Unexpected token 'Z', "Zhang San" is not valid JSON`, 'Unexpected token …, … is not valid JSON'],
      ['no account for 王芳', 'no account for …'],
      ['no route to wang.fang@example.cn today', 'no route to … today'],
      ['call +86 139-0000-0007 failed', 'call … failed'],
      ['the file 42 is not there', 'the file 42 is not there'],
      ['an open "quotation', 'an open …'],
    ];
    for (const [message, expected] of cases) assert.equal(covered(message), expected);
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...'王芳张伟陈'), minLength: 1 }),
        (name) => !covered(`for ${name}: failed`).includes(name),
      ),
    );
  });
});
