/** Lets so many do something at once; the others wait for their turn, in order. */
export function turns(atOnce: number): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      // The turn goes straight to the next, so that nobody slips in between.
      const next = waiting.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}

/** The same for each name by itself: who waits, waits behind those of the same name alone. */
export function turnsByName(atOnce: number): <Result>(name: string, work: () => Promise<Result>) => Promise<Result> {
  const known = new Map<string, { inTurn: ReturnType<typeof turns>; inside: number }>();
  return async (name, work) => {
    const entry = known.get(name) ?? { inTurn: turns(atOnce), inside: 0 };
    known.set(name, entry);
    entry.inside += 1;
    try {
      return await entry.inTurn(work);
    } finally {
      entry.inside -= 1;
      if (entry.inside === 0) known.delete(name);
    }
  };
}
