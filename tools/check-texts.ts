/**
 * Every text for people stands in Chinese and in English: each `*.texts.zh.ts` has its `*.texts.en.ts` with the same
 * keys, none of them empty in one language alone, and no Chinese was left in the English one.
 */
import { existsSync, globSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const HAN = /\p{Script=Han}/u;
const complaints: string[] = [];
const files = globSync('{apps,centre,flows,forms,platform}/**/*.texts.{zh,en}.ts');

for (const file of files) {
  const other = file.replace(/\.(zh|en)\.ts$/, (_, language: string) => (language === 'zh' ? '.en.ts' : '.zh.ts'));
  if (!existsSync(other)) complaints.push(`${file} has no ${other}`);
  else if (file.endsWith('.zh.ts')) await compare(file, other);
}

for (const complaint of complaints) process.stdout.write(`${complaint}\n`);
if (complaints.length === 0) process.stdout.write(`${files.length} files of texts, alike in both languages.\n`);
else process.exitCode = 1;

async function compare(zh: string, en: string): Promise<void> {
  const chinese = await readTexts(zh);
  const english = await readTexts(en);
  for (const key of chinese.keys()) if (!english.has(key)) complaints.push(`${en} lacks ${key}`);
  for (const key of english.keys()) if (!chinese.has(key)) complaints.push(`${zh} lacks ${key}`);
  for (const [key, text] of english) {
    const isEmpty = text.trim() === '';
    if (isEmpty !== (chinese.get(key)?.trim() === '')) complaints.push(`${isEmpty ? en : zh}: ${key} is empty`);
    if (HAN.test(text)) complaints.push(`${en}: ${key} still holds Chinese: ${text.slice(0, 40)}`);
  }
}

/** All texts of a file by their path of keys. Exports are named alike but for the language they end in. */
async function readTexts(file: string): Promise<Map<string, string>> {
  const exported = (await import(pathToFileURL(resolve(file)).href)) as Record<string, unknown>;
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(exported)) collect(name.replace(/(zh|en)$/i, ''), value, texts);
  return texts;
}

function collect(path: string, value: unknown, texts: Map<string, string>): void {
  if (typeof value === 'string') texts.set(path, value);
  else if (typeof value === 'function') texts.set(path, String(value));
  else if (value !== null && typeof value === 'object') {
    for (const [key, inner] of Object.entries(value)) collect(`${path}.${key}`, inner, texts);
  }
}
