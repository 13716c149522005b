/**
 * Words of a source that promise haste or regularity without a number (commitments.md, “Elastic words”). Those that
 * need none (随时, 长期, 必要时: a right, no end, a decision with its reason) are not among them.
 */
const ELASTIC = [
  '立即',
  '实时',
  '第一时间',
  '及时',
  '最短时间',
  '最快速度',
  '尽快',
  '定期',
  '时刻',
  '不断',
  'immediately',
  'at once',
  'in real time',
  'promptly',
  'without delay',
  'as soon as possible',
  'in time',
  'in a timely manner',
  'regularly',
  'constantly',
] as const;

/** The first elastic word that stands in a text; in English as a word of its own. */
export function elasticWord(text: string): string | undefined {
  return ELASTIC.find((word) => (/^[a-z]/.test(word) ? new RegExp(`\\b${word}\\b`, 'i').test(text) : text.includes(word)));
}
