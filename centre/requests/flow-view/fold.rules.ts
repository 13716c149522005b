/** A strip of layers cut into rows, so that a long flow fits a narrow card. */
export interface Row {
  /** First and last layer, both included. */
  readonly first: number;
  readonly last: number;
}

export const LAYERS_PER_ROW = 5;

/** Cutting through several ways at once makes a drawing hard to follow: worse than rows of different length. */
const COST_OF_CROSSING = 12;

/**
 * Cuts `layers` layers into the fewest rows of at most five: where few ways cross, then in rows of like length, the longer ones last.
 * `crossing[i]` is how many ways lead from layer i or before it to a layer behind it.
 */
export function cutIntoRows(layers: number, crossing: readonly number[]): Row[] {
  const rows = Math.max(1, Math.ceil(layers / LAYERS_PER_ROW));
  const even = layers / rows;
  const best = bestCut({ from: 0, rows, layers, even, crossing });
  return best?.rows ?? [{ first: 0, last: layers - 1 }];
}

interface Cutting {
  readonly from: number;
  readonly rows: number;
  readonly layers: number;
  readonly even: number;
  readonly crossing: readonly number[];
}

function bestCut(cutting: Cutting): { cost: number; rows: Row[] } | undefined {
  const { from, rows, layers, even, crossing } = cutting;
  const left = layers - from;
  if (rows === 1)
    return left >= 1 && left <= LAYERS_PER_ROW
      ? { cost: (left - even) ** 2, rows: [{ first: from, last: layers - 1 }] }
      : undefined;
  let best: { cost: number; rows: Row[] } | undefined;
  for (let length = 1; length <= Math.min(LAYERS_PER_ROW, left - 1); length++) {
    const rest = bestCut({ ...cutting, from: from + length, rows: rows - 1 });
    if (rest === undefined) continue;
    const cost = rest.cost + (length - even) ** 2 + COST_OF_CROSSING * Math.max(0, (crossing[from + length - 1] ?? 1) - 1);
    if (best === undefined || cost < best.cost) best = { cost, rows: [{ first: from, last: from + length - 1 }, ...rest.rows] };
  }
  return best;
}
