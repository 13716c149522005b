import type { Figure } from './figures.ts';
import { filled } from '#forms/testing/samples.ts';
import { createPrinter } from '#platform/print/print.ts';
import type { PrintRequest } from '#platform/print/print.schema.ts';

const WARM_UP = 30;
const ROUNDS = 60;

/** Limits of the house: a one-page form once warm, and what the calling thread gives to it. */
const SHEET_BAR = 15;
const CALLER_BAR = 1;

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Another record each time, so that nothing is answered from a cache. */
function varied(request: PrintRequest, round: number): PrintRequest {
  const values = Object.entries(request.values).map(([field, value]) => {
    const long = request.definition.fields[field]?.type === 'longText' && typeof value === 'string';
    return [field, long ? `${value}（第${round}次）` : value];
  });
  return {
    ...request,
    recordNumber: `${request.documentNumber}-2026-${String(round).padStart(4, '0')}`,
    values: Object.fromEntries(values),
  };
}

/** Each of the three forms, filled, on one sheet: time to the PDF, and time spent in the calling thread. */
export async function benchPrint(): Promise<readonly Figure[]> {
  const printer = createPrinter();
  const figures: Figure[] = [];
  const caller: number[] = [];
  try {
    for (const [name, request] of Object.entries(filled)) {
      const whole: number[] = [];
      for (let round = 0; round < WARM_UP + ROUNDS; round += 1) {
        const made = varied(request, round);
        const start = performance.now();
        const printing = printer.print(made);
        const handed = performance.now();
        await printing;
        if (round < WARM_UP) continue;
        whole.push(performance.now() - start);
        caller.push(handed - start);
      }
      figures.push({
        name: `PDF of a one-page form, ${name}`,
        value: median(whole),
        unit: 'ms',
        bar: { of: 'value', most: SHEET_BAR },
      });
    }
    figures.push({
      name: 'PDF of a one-page form, in the calling thread',
      value: median(caller),
      unit: 'ms',
      bar: { of: 'value', most: CALLER_BAR },
    });
  } finally {
    await printer.close();
  }
  return figures;
}
