import { refusal, type Refusal } from '#platform/command/refusal.ts';
import type { RouteAnswer } from '#platform/http/route.ts';
import { PrintError } from './print.errors.ts';
import { housePrinter, type Printer } from './print.ts';

/** Has something printed for an answer: the printer works beside the request thread and takes no more than it can hold. */
export async function printing(work: (printer: Printer) => Promise<RouteAnswer>): Promise<RouteAnswer | Refusal> {
  try {
    return await work(housePrinter());
  } catch (error) {
    if (!(error instanceof PrintError)) throw error;
    return refusal(
      429,
      'printerBusy',
      { zh: '打印排队太长。请过一会儿再试。', en: 'The printer has too much to do. Try again in a moment.' },
      { details: { retryAfterSeconds: 5 } },
    );
  }
}
