import type { Locator, Page } from 'playwright-core';
import { gone, seen } from './stage.ts';

/** A label with whatever stands behind it (whether it is needed, a hint). */
function beginning(label: string): RegExp {
  return new RegExp(`^${label.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);
}

/** Writes into the fields of a form, by their labels. */
export async function write(form: Locator, fields: Readonly<Record<string, string>>): Promise<void> {
  for (const [label, text] of Object.entries(fields)) await form.getByLabel(beginning(label)).first().fill(text);
}

/** Ticks boxes and chooses answers, by their words. */
export async function tick(form: Locator, ...words: readonly string[]): Promise<void> {
  for (const word of words)
    await form
      .getByRole('checkbox', { name: beginning(word) })
      .or(form.getByRole('radio', { name: word, exact: true }))
      .first()
      .check();
}

/** A step at the desk: its button, its form, Ctrl and Enter. */
export async function takeAtDesk(page: Page, step: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page
    .locator('.next-steps')
    .getByRole('button', { name: beginning(step) })
    .click();
  const form = page.getByRole('form', { name: step });
  await seen(form.locator('.actions'));
  await fill(form);
  await page.keyboard.press('Control+Enter');
  await gone(form);
}

/** A step on the phone: the button at the thumb, its form, the button below it. */
export async function takeOnPhone(page: Page, step: string, fill: (form: Locator) => Promise<void>): Promise<void> {
  await page.getByRole('contentinfo').getByRole('button', { name: step, exact: true }).click();
  const form = page.getByRole('form', { name: step === '步骤' ? '记一步处理' : step });
  await seen(form.locator('.actions'));
  await fill(form);
  await form.locator('.actions button[type="submit"]').click();
  await gone(form);
}

/** What a strip says of each clock, as somebody hears it who cannot see it; the kept ones unfolded. */
export async function sayingsOf(page: Page): Promise<readonly string[]> {
  const strip = page.locator('.strip-frame').first();
  await strip.getByRole('button', { name: /^守住\d/ }).click();
  await seen(strip.locator('.strip.unfolded'));
  const said = await strip.locator('.clock > .unseen').allTextContents();
  return said.map((text) => text.trim()).toSorted();
}
