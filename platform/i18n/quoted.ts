/** Somebody's words in quotation marks, those within it turned into the single ones: in both languages the same. */
export function quoted(words: string): string {
  return `“${words.replaceAll('“', '‘').replaceAll('”', '’')}”`;
}
