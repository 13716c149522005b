import { PLAN_BYTES_AT_MOST } from '#centre/plan/index.ts';
import { readInputUpTo } from './input.ts';

/** A plan's text. One that is too large is refused as such by its reader, and not read to its end before. */
export function planText(file: string): Promise<string> {
  return readInputUpTo(file, PLAN_BYTES_AT_MOST);
}
