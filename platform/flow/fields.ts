import { z } from 'zod';
import { textBlock, textLine } from '../text/line.schema.ts';

/**
 * The inputs of a step, told once: the zod shape at the door, the form on the screen and the API's description come from here.
 * All are optional at the door: what must be there is asked by the step's guards, so that a lack is refused with its commitment.
 */
export type FieldType =
  | 'text'
  | 'longText'
  | 'choice'
  | 'choices'
  | 'instant'
  | 'boolean'
  | 'number'
  | 'person'
  | 'people'
  | 'contact'
  | 'site'
  | 'project'
  | 'unit'
  | 'partner'
  | 'signature'
  | 'files'
  /** Cells of a form by field, as the form's own definition types them. */
  | 'recordFields';

export interface FieldSpec<T extends FieldType = FieldType> {
  readonly type: T;
  /** Shown as needed; whether it is, the guards decide. */
  readonly required?: boolean;
  /** Shown as needed where none of the step's fields that have it is filled in. */
  readonly oneOf?: true;
  /** Characters at most for texts, entries at most for lists. */
  readonly max?: number;
  /** An instant at which somebody said or agreed to what the step rests on: after the request was received, before the step. */
  readonly said?: boolean;
  /** A signature of whoever fires the step, for themselves and nobody else. */
  readonly own?: true;
  /** Name of a list of options: of the plan (`severities`, `faultTypes`) or of the step itself. */
  readonly options?: string;
}
export type FieldSpecs = Readonly<Record<string, FieldSpec>>;

export const personOnTask = z.strictObject({ personId: z.uuid(), level: z.int().min(1).max(2).default(1) });
export type PersonOnTask = z.infer<typeof personOnTask>;

/** A drawn signature: strokes as groups of points on a pad of the given size, and who drew it. */
export const signatureInput = z.strictObject({
  name: textLine(60).min(1),
  role: textLine(60).optional(),
  contactId: z.uuid().optional(),
  means: z.enum(['handwritten', 'portal', 'scanned', 'phone']).default('handwritten'),
  width: z.number().min(1).max(10_000).optional(),
  height: z.number().min(1).max(10_000).optional(),
  strokes: z
    .array(
      z
        .strictObject({
          points: z
            .array(z.object({ x: z.number(), y: z.number(), time: z.number().optional(), pressure: z.number().optional() }))
            .max(5_000),
        })
        .loose(),
    )
    .max(200)
    .optional(),
  /** The paper itself, where it was signed elsewhere: its scan, or the note of the call. */
  fileIds: z.array(z.uuid()).max(5).optional(),
});
export type SignatureInput = z.infer<typeof signatureInput>;

interface ValueByType {
  text: string;
  longText: string;
  choice: string;
  choices: string[];
  instant: string;
  boolean: boolean;
  number: number;
  person: string;
  people: PersonOnTask[];
  contact: string;
  site: string;
  project: string;
  unit: string;
  partner: string;
  signature: SignatureInput;
  files: string[];
  recordFields: Record<string, unknown>;
}
export type InputOf<F extends FieldSpecs> = { readonly [K in keyof F]?: ValueByType[F[K]['type']] };

const TEXT_LIMIT = 200;
const LONG_TEXT_LIMIT = 10_000;

/** The zod type of one field; texts are trimmed, an empty text counts as absent. */
export function zodOfField(spec: FieldSpec): z.ZodType {
  switch (spec.type) {
    case 'text':
    case 'longText': {
      const max = spec.max ?? (spec.type === 'text' ? TEXT_LIMIT : LONG_TEXT_LIMIT);
      return (spec.type === 'text' ? textLine(max) : textBlock(max))
        .transform((text) => (text === '' ? undefined : text))
        .optional();
    }
    case 'choice':
      return z.string().max(60).optional();
    case 'choices':
      return z
        .array(z.string().max(60))
        .max(spec.max ?? 30)
        .optional();
    case 'instant':
      return z.iso.datetime({ offset: true }).optional();
    case 'boolean':
      return z.boolean().optional();
    case 'number':
      return z.number().optional();
    case 'person':
    case 'contact':
    case 'site':
    case 'project':
    case 'unit':
    case 'partner':
      return z.uuid().optional();
    case 'people':
      return z
        .array(personOnTask)
        .max(spec.max ?? 20)
        .optional();
    case 'signature':
      return signatureInput.optional();
    case 'files':
      return z
        .array(z.uuid())
        .max(spec.max ?? 10)
        .optional();
    case 'recordFields':
      return z.record(z.string().max(60), z.unknown()).optional();
  }
}

/** The shape of a step's inputs; unknown keys are refused by the door that makes it strict. */
export function zodShapeOf(fields: FieldSpecs): Record<string, z.ZodType> {
  return Object.fromEntries(Object.entries(fields).map(([name, spec]) => [name, zodOfField(spec)]));
}
