import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** Serious and critical findings of axe, one line each: rule, what it means, where. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ preload: false, resultTypes: ['violations'] })
    .analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
}

/** What makes the page wider than the window when what follows its size has followed, which takes some frames; empty where nothing does. */
export function widerThanWindow(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const isWider = () => document.documentElement.scrollWidth > document.documentElement.clientWidth;
    for (let frame = 0; frame < 60 && isWider(); frame += 1)
      await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    if (!isWider()) return [];
    const { clientWidth } = document.documentElement;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > clientWidth + 0.5)
      .map((element) => `${element.tagName.toLowerCase()}.${String(element.getAttribute('class'))}`)
      .slice(0, 8);
  });
}

/** Keeps all that the server sends this page as data: every text of its answers, but the Chinese half of what it says in both languages. */
export function listenForData(page: Page): ReadonlySet<string> {
  const data = new Set<string>();
  page.on('response', (response) => {
    if (!response.url().includes('/api/') || response.headers()['content-type']?.includes('json') !== true) return;
    response.json().then(
      (body: unknown) => collect(body, data),
      () => undefined,
    );
  });
  return data;
}

function collect(value: unknown, into: Set<string>): void {
  if (typeof value === 'string') into.add(value);
  else if (Array.isArray(value)) for (const entry of value) collect(entry, into);
  else if (typeof value === 'object' && value !== null) {
    for (const piece of piecesOf(value)) into.add(piece);
    const both = 'zh' in value && 'en' in value;
    for (const [name, entry] of Object.entries(value)) if (!(both && name === 'zh')) collect(entry, into);
  }
}

/** The pieces into which a page parts a text of which places are marked. */
function piecesOf(value: object): string[] {
  const { text, marks } = value as { text?: unknown; marks?: unknown };
  if (typeof text !== 'string' || !Array.isArray(marks)) return [];
  const places = (marks as { from: number; to: number }[]).flatMap(({ from, to }) => [from, to]);
  return [0, ...places].map((from, place) => text.slice(from, places[place])).filter((piece) => piece !== '');
}

const CHINESE = /[\u3400-\u9fff]/;
/** A shorter piece of a text of the data could as well be a word of the interface. */
const PIECE = 6;

/** Chinese words of an English page that are no data: in its texts, its labels and its title. What is marked as Chinese is meant to be. */
export async function chineseOf(page: Page, data: ReadonlySet<string>): Promise<readonly string[]> {
  // Before what it may have been told: data of an answer that was just drawn are noted a moment later.
  const onPage = new Set(await saidOn(page));
  const known = [...data].filter((text) => CHINESE.test(text)).toSorted((one, other) => other.length - one.length);
  const isData = (said: string): boolean => {
    const text = said.trim();
    if (text.length >= PIECE && known.some((whole) => whole.includes(text))) return true;
    // The sign of a person is the first character of the name.
    if (text.length === 1 && known.some((whole) => whole.startsWith(text))) return true;
    return !CHINESE.test(known.reduce((rest, whole) => rest.replaceAll(whole, ' '), text));
  };
  return [...onPage].filter((text) => CHINESE.test(text) && !isData(text));
}

/** All that a page says: texts, labels and its title, but for what is marked as Chinese. */
function saidOn(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const marked = (element: Element | null): boolean => element?.closest('[lang^="zh"]:not(html), .seal') != null;
    // A word that is marked because it was searched for belongs to what it stands in.
    const wholeOf = (element: Element | null): string | undefined => {
      const whole = element?.closest('mark')?.parentElement ?? element;
      return whole?.querySelector(':scope > mark') == null ? undefined : (whole.textContent ?? undefined);
    };
    const found = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!marked(node.parentElement)) found.push(wholeOf(node.parentElement) ?? node.textContent ?? '');
    for (const element of document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]'))
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        if (!marked(element)) found.push(element.getAttribute(name) ?? '');
    return found;
  });
}

/** Keeps a picture of the page where `PLEDGE_SHOTS` names a folder for them: to be looked at, never compared. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env['PLEDGE_SHOTS'];
  if (folder === undefined || folder === '') return;
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
}
