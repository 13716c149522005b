/** A drawn signature for the demonstration: a few strokes per character, different for each name, as a hand would leave them. */
export function drawn(name: string, contactId?: string): Record<string, unknown> {
  const strokes = [...name].flatMap((character, index) => strokesOf(character, index));
  return { name, means: 'handwritten', width: 320, height: 120, strokes, ...(contactId === undefined ? {} : { contactId }) };
}

const CELL = 84;
const STROKES = 4;
const POINTS = 7;

function strokesOf(character: string, index: number): { points: { x: number; y: number; time: number; pressure: number }[] }[] {
  const seed = character.codePointAt(0) ?? 1;
  const part = (n: number): number => ((seed * (n * 37 + 11)) % 97) / 97;
  return Array.from({ length: STROKES }, (_unused, stroke) => {
    const [x0, y0, x1, y1] = [part(stroke), part(stroke + 10), part(stroke + 20), part(stroke + 30)];
    const points = Array.from({ length: POINTS }, (_none, step) => {
      const along = step / (POINTS - 1);
      const bend = Math.sin(along * Math.PI) * (part(stroke + 40) - 0.5) * 0.4;
      return {
        x: Math.round(20 + index * CELL + (x0 + (x1 - x0) * along + bend) * (CELL - 16)),
        y: Math.round(16 + (y0 + (y1 - y0) * along - bend) * 84),
        time: 1 + index * 1_000 + stroke * 200 + step * 16,
        pressure: 0.5,
      };
    });
    return { points };
  });
}
