import type { TestEvent } from 'node:test/reporters';

/** What a test run came to; a cancelled test has failed. */
export interface TestCounts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A reporter of `node --test` that writes the counts of the whole run as one line of JSON. */
export async function* countsReporter(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const event of events) {
    if (event.type !== 'test:summary' || event.data.file !== undefined) continue;
    const { tests, passed, skipped, todo } = event.data.counts;
    const counts: TestCounts = { passed, failed: tests - passed - skipped - todo, skipped };
    yield `${JSON.stringify(counts)}\n`;
  }
}

// Node takes a reporter by its file's default export.
export { countsReporter as default };
