import { readYaml } from '../yaml-document.rules.ts';

/** The text with another revision in its head, everything else to the letter; unchanged where none stands there. */
export function withRevision(text: string, revision: number): string {
  const { line, column } = readYaml(text).locate(['plan', 'revision']);
  const lines = text.split('\n');
  const found = lines[line - 1] ?? '';
  const head = found.slice(0, column - 1);
  const rest = found.slice(column - 1);
  if (!/^\d+/.test(rest)) return text;
  lines[line - 1] = head + rest.replace(/^\d+/, String(revision));
  return lines.join('\n');
}
