/** A query of the list in one spelling, its parts in order: two addresses of one view are equal. Nothing is left out but what is empty. */
export function spelt(query: string): string {
  const parts = [...new URLSearchParams(query)].filter(([, value]) => value.trim() !== '');
  return new URLSearchParams(parts.toSorted(([one], [other]) => (one < other ? -1 : 1))).toString();
}
