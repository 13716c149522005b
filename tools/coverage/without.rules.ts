import { isMap, isScalar, isSeq, parseDocument, type Document, type Node, type Pair } from 'yaml';

/**
 * The text of a plan in which one commitment is switched off: it is not stated, nothing is done in its name, and what was done for it
 * alone is not done: a clock is gone, a gate is off.
 */
export function withoutCommitment(planText: string, id: string): string {
  const document = parseDocument(planText);
  const commitments = document.get('commitments');
  if (isSeq(commitments)) commitments.items = commitments.items.filter((item) => !isMap(item) || item.get('id') !== id);
  settleConflicts(document, id);
  const clocks = emptied(document, 'clocks', id);
  for (const clock of clocks) dropClock(document, clock);
  dropConditions(document, id);
  for (const gate of emptied(document, 'gates', id)) document.setIn(['gates', gate], 'off');
  for (const pair of pairsOf(document.contents))
    if (isSeq(pair.value)) pair.value.items = pair.value.items.filter((item) => !isId(item, id));
  return document.toString({ lineWidth: 0 });
}

/** A conflict that has lost one of its two sides is none. */
function settleConflicts(document: Document, id: string): void {
  const conflicts = document.get('conflicts');
  if (!isSeq(conflicts)) return;
  conflicts.items = conflicts.items.filter((item) => {
    const clauses = isMap(item) ? item.get('clauses') : undefined;
    return !isSeq(clauses) || !clauses.items.some((clause) => isId(clause, id)) || clauses.items.length > 2;
  });
}

/** Names in a block that serve the commitment and no other. */
function emptied(document: Document, block: 'clocks' | 'gates', id: string): string[] {
  const entries = document.get(block);
  if (!isMap(entries)) return [];
  return entries.items.flatMap(({ key, value }) => {
    const served = isMap(value) ? value.get('source') : value;
    const isAlone = isSeq(served) && served.items.length === 1 && isId(served.items[0], id);
    return isAlone && isScalar(key) ? [String(key.value)] : [];
  });
}

function dropClock(document: Document, clock: string): void {
  document.deleteIn(['clocks', clock]);
  const kinds = document.get('requestKinds');
  for (const { value } of isMap(kinds) ? kinds.items : []) {
    const clocks = isMap(value) ? value.get('clocks') : undefined;
    if (isSeq(clocks)) clocks.items = clocks.items.filter((item) => !isId(item, clock));
  }
}

/** A clock that is for others too has no condition for it any more. */
function dropConditions(document: Document, id: string): void {
  const clocks = document.get('clocks');
  for (const { value } of isMap(clocks) ? clocks.items : []) {
    const conditions = isMap(value) ? value.get('sourceWhen') : undefined;
    if (isMap(conditions)) conditions.delete(id);
  }
}

function isId(item: unknown, id: string): boolean {
  return isScalar(item) && item.value === id;
}

/** All pairs of all maps, at any depth. */
function pairsOf(node: unknown): Pair<unknown, Node | null>[] {
  if (isSeq(node)) return node.items.flatMap(pairsOf);
  if (!isMap(node)) return [];
  return (node.items as Pair<unknown, Node | null>[]).flatMap((pair) => [pair, ...pairsOf(pair.value)]);
}
