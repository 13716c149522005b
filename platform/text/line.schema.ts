import { z } from 'zod';
import { trimmed } from './characters.rules.ts';

const BREAKS = /[\n\r\t\u2028\u2029]/;

/** Said by `faultWords` of a name or another text of one line that goes on in a second one. */
export const NOT_ONE_LINE = 'notOneLine';

/** A name or another text that stands on one line, wherever it comes out: in a list, on paper, in the subject of a mail. */
export function textLine(most: number): z.ZodString {
  return z
    .string()
    .overwrite(trimmed)
    .max(most)
    .refine((text) => !BREAKS.test(text), { error: NOT_ONE_LINE });
}

/** A text of as many lines as it needs. */
export function textBlock(most: number): z.ZodString {
  return z.string().overwrite(trimmed).max(most);
}
