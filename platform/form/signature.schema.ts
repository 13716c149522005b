import { z } from 'zod';

/** Bounds of a drawn signature: far above a person's hand, far below what would burden a store or a printer. */
export const STROKES_MAX = 200;
export const POINTS_MAX = 10_000;
const COORDINATE_MAX = 20_000;

const point = z.object({
  x: z.number().min(-COORDINATE_MAX).max(COORDINATE_MAX),
  y: z.number().min(-COORDINATE_MAX).max(COORDINATE_MAX),
  time: z.number().nonnegative().optional(),
  pressure: z.number().min(0).max(1).optional(),
});

const stroke = z.object({ points: z.array(point).min(1).max(POINTS_MAX) });

/**
 * The strokes of a handwritten signature as signature_pad gives them (`toData()`): groups of points in
 * screen pixels, y downward. Colours and pen widths are dropped: the paper has its own ink.
 */
export const strokesSchema = z
  .array(stroke)
  .min(1)
  .max(STROKES_MAX)
  .refine((strokes) => strokes.reduce((sum, { points }) => sum + points.length, 0) <= POINTS_MAX, { error: 'tooManyPoints' });

export type Strokes = z.infer<typeof strokesSchema>;

/** How a signature was given. */
export const signatureMeans = ['handwritten', 'portal', 'scanned', 'phone'] as const;
export type SignatureMeans = (typeof signatureMeans)[number];
