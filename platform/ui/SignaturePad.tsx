import { useEffect, useEffectEvent, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import SignaturePadDrawing, { type PointGroup } from 'signature_pad';
import { isDrawn } from '#platform/form/drawn.rules.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { signatureTexts } from './signature.texts.ts';
import './signature.css';

/** Strokes as drawn, with time and pressure, on a pad of the given size in CSS pixels: enough to draw them again anywhere. */
export interface DrawnSignature {
  readonly width: number;
  readonly height: number;
  readonly strokes: readonly {
    readonly points: readonly { readonly x: number; readonly y: number; readonly time: number; readonly pressure: number }[];
  }[];
}

interface SignaturePadProps {
  readonly label: string;
  readonly clearLabel: string;
  /** Those drawn so far: a pad that comes back, as after signing in again in between, shows what would be sent. */
  readonly strokes: DrawnSignature['strokes'] | undefined;
  readonly onChange: (signature: DrawnSignature | null) => void;
}

function drawnOf(canvas: HTMLCanvasElement, groups: readonly PointGroup[]): DrawnSignature | null {
  const strokes = groups
    .filter((group) => group.points.length > 0)
    .map((group) => ({ points: group.points.map(({ x, y, time, pressure }) => ({ x, y, time, pressure })) }));
  return !isDrawn(strokes) ? null : { width: canvas.offsetWidth, height: canvas.offsetHeight, strokes };
}

/**
 * A line to sign on, by pen, finger or mouse. The points are kept, never a picture: paper draws them again.
 * A dot or a straight line is none yet: nothing is told, and the person reads what is missing.
 */
export function SignaturePad({ label, clearLabel, strokes = [], onChange }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pad = useRef<SignaturePadDrawing | null>(null);
  const texts = useTexts(signatureTexts);
  const [tooLittle, setTooLittle] = useState(false);
  const tell = useEffectEvent((signature: DrawnSignature | null) => {
    setTooLittle(signature === null);
    onChange(signature);
  });
  const drawnBefore = useEffectEvent(() => strokes);

  useEffect(() => {
    const drawn = canvas.current;
    if (!drawn) return;
    const made = new SignaturePadDrawing(drawn, { penColor: getComputedStyle(drawn).color, minWidth: 0.8, maxWidth: 2.6 });
    pad.current = made;
    const { penColor, minWidth, maxWidth, dotSize, velocityFilterWeight, compositeOperation } = made;
    const pen = { penColor, minWidth, maxWidth, dotSize, velocityFilterWeight, compositeOperation };
    made.fromData(drawnBefore().map(({ points }) => ({ ...pen, points: points.map((point) => ({ ...point })) })));
    let stroke: 'none' | 'drawing' | 'outgrown' = 'none';
    const fit = () => {
      // Drawing anew would take the pen off the pad in the middle of a stroke: it waits until the pen is lifted.
      if (stroke !== 'none') {
        stroke = 'outgrown';
        return;
      }
      // The canvas has as many points as the screen; what was drawn is drawn again at the new size.
      const ratio = Math.max(window.devicePixelRatio, 1);
      const groups = made.toData();
      drawn.width = drawn.offsetWidth * ratio;
      drawn.height = drawn.offsetHeight * ratio;
      drawn.getContext('2d')?.scale(ratio, ratio);
      made.clear();
      made.fromData(groups);
    };
    fit();
    // React does not hurry for an event of the pad's own: whoever sends right after the last stroke would send what was there before it.
    const end = () => {
      const outgrown = stroke === 'outgrown';
      stroke = 'none';
      if (outgrown) fit();
      flushSync(() => tell(drawnOf(drawn, made.toData())));
    };
    const begin = () => {
      stroke = 'drawing';
    };
    made.addEventListener('beginStroke', begin);
    made.addEventListener('endStroke', end);
    const resized = new ResizeObserver(fit);
    resized.observe(drawn);
    return () => {
      resized.disconnect();
      made.removeEventListener('beginStroke', begin);
      made.removeEventListener('endStroke', end);
      made.off();
    };
  }, []);

  return (
    <div className="signature-pad">
      <canvas ref={canvas} role="img" aria-label={label} />
      <span className="hint" aria-hidden={!tooLittle} role={tooLittle ? 'status' : undefined}>
        {tooLittle ? texts.tooLittle : label}
      </span>
      <button
        type="button"
        className="button quiet compact"
        onClick={() => {
          pad.current?.clear();
          setTooLittle(false);
          onChange(null);
        }}
      >
        {clearLabel}
      </button>
    </div>
  );
}

/** Room around the strokes, so that the width of the pen is not cut. */
const MARGIN = 6;

/** A signature drawn again, on paper or on a screen, at any size. Its frame is what was drawn, wherever on the pad that was. */
export function SignatureStrokes({
  strokes,
  label,
}: {
  strokes: readonly { readonly points: readonly { readonly x: number; readonly y: number }[] }[];
  label: string;
}) {
  const points = strokes.flatMap((stroke) => stroke.points);
  if (points.length === 0) return null;
  const [left, right] = extent(points.map(({ x }) => x));
  const [top, bottom] = extent(points.map(({ y }) => y));
  const path = strokes
    .map((stroke) => stroke.points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`).join(''))
    .join('');
  return (
    <svg
      className="signature-strokes"
      viewBox={`${left - MARGIN} ${top - MARGIN} ${right - left + 2 * MARGIN} ${bottom - top + 2 * MARGIN}`}
      role="img"
      aria-label={label}
    >
      <path d={path} vectorEffect="non-scaling-stroke" />
    </svg>
  );
}

function extent(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)],
    [Infinity, -Infinity],
  );
}
