import { encode } from 'uqr';

/**
 * A QR code of middle error correction as an SVG picture without border; throws when the text is too long for one.
 * The mask is fixed: any mask reads, and weighing all eight would take longer than the rest of the sheet's preparation.
 */
export function qrSvg(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0, maskPattern: 2 });
  const runs = data.flatMap((row, y) => runsOf(row).map(([start, length]) => `M${start} ${y}h${length}v1h-${length}z`));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${size}" height="${size}" shape-rendering="crispEdges"><path d="${runs.join('')}" fill="#111"/></svg>`;
}

/** Dark modules side by side drawn as one: no seams between them on paper. */
function runsOf(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (const [x, dark] of [...row, false].entries()) {
    if (dark && start < 0) start = x;
    if (!dark && start >= 0) {
      runs.push([start, x - start]);
      start = -1;
    }
  }
  return runs;
}
