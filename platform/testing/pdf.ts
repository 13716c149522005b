import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { PNG } from 'pngjs';

/** A piece of text on a page: its words, its box in points from the lower left corner. */
export type PdfText = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** A grey picture, one byte a pixel. */
export type Picture = { readonly width: number; readonly height: number; readonly grey: Uint8Array };

type CanvasAndContext = { readonly canvas: HTMLCanvasElement; readonly context: CanvasRenderingContext2D };
type CanvasFactory = { create(width: number, height: number): CanvasAndContext; destroy(canvas: CanvasAndContext): void };

const open = (pdf: Uint8Array): ReturnType<typeof getDocument>['promise'] =>
  getDocument({ data: pdf.slice(), verbosity: 0 }).promise;

/** The text of each page, piece by piece in the order of the file. */
export async function readTexts(pdf: Uint8Array): Promise<readonly (readonly PdfText[])[]> {
  const document = await open(pdf);
  const pages: PdfText[][] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(
      items.flatMap((item) =>
        'str' in item && item.str !== ''
          ? [
              {
                text: item.str,
                x: Number(item.transform[4]),
                y: Number(item.transform[5]),
                width: item.width,
                height: item.height,
              },
            ]
          : [],
      ),
    );
  }
  await document.loadingTask.destroy();
  return pages;
}

/** All text of the file without white space, page by page joined. */
export async function readAll(pdf: Uint8Array): Promise<string> {
  const pages = await readTexts(pdf);
  return pages
    .map((page) => page.map(({ text }) => text).join(''))
    .join('')
    .replaceAll(/\s/g, '');
}

/** The pages as pictures; scale 1 is 72 pixels an inch. */
export async function drawPages(pdf: Uint8Array, scale: number): Promise<readonly Picture[]> {
  const document = await open(pdf);
  const factory = document.canvasFactory as CanvasFactory;
  const pictures: Picture[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale });
    const sheet = factory.create(Math.round(viewport.width), Math.round(viewport.height));
    await page.render({ canvas: sheet.canvas, canvasContext: sheet.context, viewport }).promise;
    const { data, width, height } = sheet.context.getImageData(0, 0, Math.round(viewport.width), Math.round(viewport.height));
    pictures.push({ width, height, grey: Uint8Array.from({ length: width * height }, (_, index) => greyAt(data, index * 4)) });
    factory.destroy(sheet);
  }
  await document.loadingTask.destroy();
  return pictures;
}

function greyAt(data: Uint8ClampedArray, at: number): number {
  return Math.round(0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0));
}

/** Whether two pictures are of the same sheet. */
export function alike(a: Picture, b: Picture): boolean {
  return difference(a, b) <= TOLERANCE;
}

/** Pixels that differ by more than a quarter of the scale; all of them when the sizes differ. */
function difference(a: Picture, b: Picture): number {
  if (a.width !== b.width || a.height !== b.height) return a.grey.length;
  return a.grey.reduce((different, value, index) => (Math.abs(value - (b.grey[index] ?? 0)) > 64 ? different + 1 : different), 0);
}

/**
 * So many pixels of a sheet may differ. Faces and rasteriser come with the project, so the same sheet gives the same picture but for a
 * few edges that another processor rounds otherwise; a single digit of the foot is more.
 */
const TOLERANCE = 4;

/**
 * Compares a picture with one that a person has looked at. `PLEDGE_PICTURES=write` stores the pictures
 * instead, to be looked at before they are committed. Gives the pixels that differ when they are too many.
 */
export function differenceFromReference(picture: Picture, file: string): number | undefined {
  if (process.env['PLEDGE_PICTURES'] === 'write') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, encode(picture));
    return undefined;
  }
  if (!existsSync(file)) return picture.grey.length;
  const looked = decode(file);
  return alike(picture, looked) ? undefined : difference(picture, looked);
}

function encode({ width, height, grey }: Picture): Buffer {
  const png = new PNG({ width, height, colorType: 0, inputColorType: 0, inputHasAlpha: false, bitDepth: 8 });
  png.data = Buffer.from(grey);
  return PNG.sync.write(png, { colorType: 0, inputColorType: 0, inputHasAlpha: false, deflateLevel: 9 });
}

function decode(file: string): Picture {
  const { width, height, data } = PNG.sync.read(readFileSync(file));
  return { width, height, grey: Uint8Array.from({ length: width * height }, (_, index) => data[index * 4] ?? 0) };
}

/** What a PDF is made of, as text: its objects without their streams, in whose packed bytes any short name stands now and then by chance. */
export function objectsOf(pdf: Uint8Array): string {
  return Buffer.from(pdf)
    .toString('latin1')
    .replaceAll(/\bstream\r?\n[\s\S]*?\bendstream\b/g, '');
}
