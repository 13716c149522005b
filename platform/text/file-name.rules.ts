const LONGEST_NAME = 120;
/** What some systems take for a device, whatever ending stands behind it. */
const OF_DEVICES = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The name under which a paper of ours is given out: what it is about in words that a plan or a person may have written, `ending` without
 * its dot. A stroke in a number does not cut the name.
 */
export function nameOfPaper(words: readonly string[], ending: string): string {
  const stem = safeName(words.map((word) => word.replaceAll(/[/\\]/g, '-')).join(' ')).replaceAll(/\s+/g, ' ');
  return `${shortened(stem) || 'file'}.${ending}`;
}

/** Without control characters, those that turn a text round, and those that a file system takes for something else. */
export function safeName(given: string): string {
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  const clean = given
    .normalize('NFC')
    .replace(/[\u0000-\u001f\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff<>:"|?*]/g, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return OF_DEVICES.test(clean) ? `_${clean}` : clean;
}

export const shortened = (stem: string): string => [...stem].slice(0, LONGEST_NAME).join('').trimEnd();
