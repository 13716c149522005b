import { z } from 'zod';

/** How many there are, counted so far and no further. */
export const COUNTED_TO = 1_000;

/** Beside a view, a section or a name one looks at a number without reading it. */
export const GLANCED_TO = 99;

/** How many there are, or with `more` that there are more than was counted: beyond it a count costs a look at each and tells nobody anything. */
export interface Counted {
  readonly count: number;
  readonly more: boolean;
}

/** What a list answers beside its rows where its total is asked for. */
export const listTotal = {
  total: z.int().optional().describe(`Counted up to ${COUNTED_TO}; where \`glance\` was asked, to ${GLANCED_TO}.`),
  totalMore: z.boolean().optional().describe('There are more than the total says.'),
};

export interface ListTotal {
  readonly total?: number | undefined;
  readonly totalMore?: boolean | undefined;
}
