import type { TestEvent } from 'node:test/reporters';
import { inspect } from 'node:util';

/** One test of a run, as a line of JSON: suites before the test's own name. */
export interface TestOutcome {
  readonly file: string;
  readonly names: readonly string[];
  readonly passed: boolean;
  /** What a test that failed said, with the place in the sources. */
  readonly why?: string;
}

/** A reporter of `node --test` that writes what each test came to. Skipped tests and those to do show nothing and are left out. */
export async function* outcomesReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  // The events of one file come together, and a suite is told after what it holds: its name is known from its start.
  const open: string[] = [];
  for await (const event of events) {
    if (event.type === 'test:start') open.splice(event.data.nesting, Number.POSITIVE_INFINITY, event.data.name);
    if (event.type !== 'test:pass' && event.type !== 'test:fail') continue;
    const { name, nesting, file, details, skip, todo } = event.data;
    if (details.type === 'suite' || file === undefined || (skip ?? false) !== false || (todo ?? false) !== false) continue;
    const names = [...open.slice(0, nesting), name];
    const outcome: TestOutcome =
      event.type === 'test:pass'
        ? { file, names, passed: true }
        : { file, names, passed: false, why: inspect(event.data.details.error.cause ?? event.data.details.error) };
    yield `${JSON.stringify(outcome)}\n`;
  }
}

// Node takes a reporter by its file's default export.
export { outcomesReporter as default };
