import type { NeededField } from '../requests.schema.ts';

/** A signature as it is being given on a screen. */
export type SignatureGiven = Readonly<Record<string, unknown>> & { readonly name: string };

type Strokes = readonly {
  readonly points: readonly { readonly x: number; readonly y: number; readonly time: number; readonly pressure: number }[];
}[];

/** What was drawn so far. */
export function strokesOf({ strokes }: SignatureGiven): Strokes | undefined {
  return Array.isArray(strokes) ? (strokes as Strokes) : undefined;
}

function partsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

/** Whose name stands there: the own one where they sign for themselves, whatever a device kept. */
export function signatureGiven({ ownName }: Pick<NeededField, 'ownName'>, value: unknown): SignatureGiven {
  const given = partsOf(value);
  const typed = typeof given['name'] === 'string' ? given['name'] : '';
  return { ...given, name: ownName ?? typed };
}

/** Somebody else takes the pen: the name is theirs, and it is no longer the contact who was expected. */
export function signedByAnother({ initial }: Pick<NeededField, 'initial'>, value: unknown, name: string): SignatureGiven {
  const { contactId: _contact, role: _role, ...given } = partsOf(value);
  const expected = partsOf(initial);
  const { contactId, role } = expected['name'] === name ? expected : {};
  return {
    ...given,
    name,
    ...(contactId === undefined ? {} : { contactId }),
    ...(role === undefined ? {} : { role }),
  };
}
