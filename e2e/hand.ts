import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { until } from './stage.ts';

/** Draws a line with two turns on a signature pad; whatever happens `midway`, the pen stays down. */
export async function drawOn(page: Page, pad: Locator, midway?: () => Promise<void>): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  // What loads above it pushes it down: a line is drawn where the pad has come to rest.
  const box = await until(
    async () => {
      const before = await pad.boundingBox();
      await page.waitForTimeout(300);
      const after = await pad.boundingBox();
      return after !== null && before?.y === after.y ? after : null;
    },
    (rested) => rested !== null,
  );
  assert.ok(box !== null, 'the pad is not to be seen');
  const at = (x: number, y: number) => [box.x + box.width * x, box.y + box.height * y] as const;
  await page.mouse.move(...at(0.2, 0.3));
  await page.mouse.down();
  await page.mouse.move(...at(0.4, 0.6), { steps: 4 });
  await midway?.();
  await page.mouse.move(...at(0.55, 0.35), { steps: 4 });
  await page.mouse.move(...at(0.7, 0.65), { steps: 4 });
  await page.mouse.up();
}

/** Signs and sends in one breath: the page has no moment between the end of the last stroke and the press on the button. */
export async function signAndSend(pad: Locator): Promise<void> {
  await pad.scrollIntoViewIfNeeded();
  await pad.evaluate((canvas) => {
    const box = canvas.getBoundingClientRect();
    const touch = (type: string, x: number, y: number) =>
      canvas.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          cancelable: true,
          pointerId: 1,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: box.left + box.width * x,
          clientY: box.top + box.height * y,
        }),
      );
    touch('pointerdown', 0.2, 0.3);
    touch('pointermove', 0.4, 0.6);
    touch('pointermove', 0.55, 0.35);
    touch('pointerup', 0.7, 0.65);
    canvas.closest('form')?.requestSubmit();
  });
}

/** A small picture, as a camera gives it. */
export const PHOTO = {
  name: '东区机房.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAoAAAAKCAYAAACNMs+9AAAAFUlEQVR42mNkYPhfz0AEYBxVSF+FABJADveWkH6oAAAAAElFTkSuQmCC',
    'base64',
  ),
} as const;

/** Things to press that are smaller than a thumb, with their reach around them. */
export async function tooSmallForThumb(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const least = 44;
    const reach = (element: Element): { width: number; height: number } => {
      const box = element.getBoundingClientRect();
      const after = getComputedStyle(element, '::after');
      if (after.content === 'none' || after.position !== 'absolute') return box;
      // Laid over what it stands in, such as the title of a row over its row.
      const holder =
        element instanceof HTMLElement && getComputedStyle(element).position === 'static' ? element.offsetParent : null;
      if (holder !== null) return holder.getBoundingClientRect();
      const grown = (side: string) => Math.max(0, -Number.parseFloat(after.getPropertyValue(side)) || 0);
      return { width: box.width + grown('left') + grown('right'), height: box.height + grown('top') + grown('bottom') };
    };
    const labelled = (element: Element): Element =>
      element instanceof HTMLInputElement ? (element.closest('label') ?? element) : element;
    return (
      [...document.querySelectorAll('a[href], button, input:not([type=file]), select, textarea, summary')]
        .filter((element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility !== 'hidden')
        // A link within a sentence is read, not aimed at.
        .filter((element) => element.closest('.skip, .clock, .said, article.a4, .effects, [aria-disabled=true]') === null)
        .filter((element) => {
          const { width, height } = reach(labelled(element));
          return Math.min(width, height) < least - 0.5;
        })
        .map(
          (element) =>
            `${element.tagName.toLowerCase()}.${String(element.getAttribute('class'))} ${(element.textContent ?? '').trim().slice(0, 20)} ${Math.round(reach(labelled(element)).width)}×${Math.round(reach(labelled(element)).height)}`,
        )
    );
  });
}
