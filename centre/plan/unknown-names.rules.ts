/** Names that a plan uses and nothing gives. */
import { listed, nearest } from '#platform/text/nearest.rules.ts';
import { error, warning } from './plan-diagnostic.schema.ts';
import type { PlanCode, PlanFinding } from './plan-diagnostic.schema.ts';
import type { Place } from './plan-tree.rules.ts';

/** What kind of name it is. */
export interface Named {
  code: PlanCode;
  /** Block of the plan that gives such names; none where the product does. */
  block?: string;
  severity?: 'warning';
}

/** From so many uses on a name that is not given is no slip of the pen: it was taken out of its block, or renamed there. */
const USED_OFTEN = 3;

interface Given {
  given: readonly string[];
  /** Of those given the ones that nothing uses: if it is one, that may be the new name. */
  unused: readonly string[];
}

/** Names not given, each at its place; one used again and again once, at the block that should give it. */
export function unknownNames(reference: Named, places: readonly Place[], { given, unused }: Given): PlanFinding[] {
  const { block } = reference;
  return [...Map.groupBy(places, ({ value }) => String(value)).values()].flatMap((uses) => {
    const [first] = uses;
    if (block === undefined || first === undefined || uses.length < USED_OFTEN)
      return uses.map((place) => unknownName(reference, place, given));
    const written = String(first.value);
    const renamed = unused.length === 1 ? unused[0] : undefined;
    const details = { written, block, count: String(uses.length), ...(renamed === undefined ? {} : { renamed }) };
    const finding = error(renamed === undefined ? 'nameNotGiven' : 'nameRenamed', block.split('.'), { details });
    return [{ ...finding, other: first.path }];
  });
}

export function unknownName({ code, severity }: Named, { path, value }: Place, given: readonly string[]): PlanFinding {
  const written = String(value);
  const near = nearest(written, given);
  const details = { written, known: listed(given), ...(near === undefined ? {} : { nearest: near }) };
  return (severity === 'warning' ? warning : error)(code, path, { details });
}
