import { isPair, isScalar, parseDocument, visit } from 'yaml';

/** Keys of a plan below which people write words of their own. */
const WORDS: ReadonlySet<unknown> = new Set([
  'zh',
  'en',
  'name',
  'quote',
  'criteria',
  'note',
  'number',
  'phone',
  'intake',
  'contractNumber',
  'standard',
]);

/**
 * A plan in which whoever wrote it put one of these texts behind every name, clause, number and address. What a program reads (ids,
 * kinds, formulas) stays as it is: it can be applied.
 */
export function hostilePlan(plan: string, texts: readonly string[]): string {
  const document = parseDocument(plan);
  let place = 0;
  visit(document, {
    Scalar(key, node, path) {
      const holder = path.findLast(isPair);
      if (key === 'key' || typeof node.value !== 'string' || !isScalar(holder?.key) || !WORDS.has(holder.key.value)) return;
      node.value = `${node.value} ${texts[place % texts.length]}`;
      place += 1;
    },
  });
  return document.toString({ lineWidth: 0 });
}
