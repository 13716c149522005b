import { refusal, type Refusal } from '#platform/command/refusal.ts';
import { openThread, ThreadError, type Thread } from '#platform/thread/thread.ts';
import type { TextToCheck } from './check-text.worker.ts';
import type { PlanChecked } from './plan-drafts.schema.ts';

const WORKER = new URL('./check-text.worker.ts', import.meta.url);
/** Writers pause more often than they can wait for each other. */
const LIMITS = { queueMax: 50, timeoutMs: 10_000 };

let shared: Thread<TextToCheck, PlanChecked> | undefined;

/** What `pledge plan check` says of a text, asked of a thread of its own: a check takes a tenth of a second, in which no request would be answered. */
export async function checkBeside(asked: TextToCheck): Promise<PlanChecked | Refusal> {
  shared ??= openThread(WORKER, LIMITS);
  try {
    return await shared.ask(asked);
  } catch (error) {
    if (!(error instanceof ThreadError) || error.code === 'threadFailed') throw error;
    return refusal(
      429,
      'checkerBusy',
      {
        zh: '检查排队太长。文字不会丢；请过一会儿再试。',
        en: 'Too many texts wait to be checked. Nothing is lost; try again in a moment.',
      },
      { details: { retryAfterSeconds: 5 } },
    );
  }
}
