import type { Counted, ListTotal } from './counted.schema.ts';

/** As a list answers it. */
export function totalOf(counted: Counted | null): ListTotal {
  return counted === null ? {} : { total: counted.count, totalMore: counted.more };
}

/** The same, read from an answer; without a total, what is shown. */
export function countedOf(answer: ListTotal | undefined, shown: number): Counted {
  return { count: answer?.total ?? shown, more: answer?.totalMore ?? false };
}

/** `12`, `1,000+`: alike in both languages. */
export function countedText({ count, more }: Counted): string {
  return more ? `${count.toLocaleString('en')}+` : String(count);
}
