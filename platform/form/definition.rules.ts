import type { Bilingual, Cell, FormDefinition } from './definition.schema.ts';

/** Pairs two tables of texts of the same type, so that a definition names each text once. */
export function bilingual<Key extends string>(
  zh: Readonly<Record<Key, string>>,
  en: Readonly<Record<Key, string>>,
): Readonly<Record<Key, Bilingual>> {
  const keys = Object.keys(zh) as Key[];
  return Object.fromEntries(keys.map((key) => [key, { zh: zh[key], en: en[key] }])) as Record<Key, Bilingual>;
}

/** The fields a cell shows, in reading order. */
export function fieldsOfCell(cell: Cell): readonly string[] {
  switch (cell.kind) {
    case 'label':
    case 'banner':
      return [];
    case 'entry':
    case 'names':
      return [cell.field];
    case 'tall':
      return cell.entries.map((entry) => entry.field);
    case 'line':
      return cell.parts.map((part) => part.field);
    case 'ticks':
      return cell.behind ? [cell.field, cell.behind.part.field] : [cell.field];
    case 'signature':
      return [cell.field, cell.dateField];
  }
}

/** What is wrong with a definition, in words for its author; empty when it is sound. */
export function definitionFaults(definition: FormDefinition): readonly string[] {
  const { columns } = definition;
  const whole = columns.reduce((sum, width) => sum + width, 0);
  return [
    ...(Math.abs(whole - 100) > 0.001 ? ['columns do not add up to 100'] : []),
    ...namingFaults(definition),
    ...rasterFaults(definition),
    ...momentFaults(definition),
    ...definition.blocks.flatMap((_, index) => coveringFaults(definition, index)),
  ];
}

/** Names that stand for no field. */
function namingFaults({ fields, rows, blocks, required }: FormDefinition): readonly string[] {
  const named = [
    ...rows.flatMap((row) => row.cells.flatMap(fieldsOfCell).map((field) => [`row ${row.id}`, field] as const)),
    ...blocks.flatMap(({ id, fields: own, closing }) =>
      [...own, ...(closing?.covers ?? []), ...(closing?.statement?.fields ?? [])].map((field) => [`block ${id}`, field] as const),
    ),
    ...Object.entries(required).flatMap(([moment, requirements]) =>
      requirements.flatMap(({ anyOf }) => anyOf.map((field) => [`moment ${moment}`, field] as const)),
    ),
  ];
  return named
    .filter(([, field]) => fields[field] === undefined)
    .map(([where, field]) => `${where} names ${field}, which is no field`);
}

/** Rows that do not span the raster, and fields drawn or owned more or less than once. */
function rasterFaults({ fields, rows, blocks }: FormDefinition): readonly string[] {
  const drawn = rows.flatMap((row) => row.cells.flatMap(fieldsOfCell));
  const owned = blocks.flatMap((block) => block.fields);
  const once = (names: readonly string[], field: string): boolean => names.filter((name) => name === field).length === 1;
  return [
    ...rows
      .filter(({ cells }) => cells.reduce((sum, { span }) => sum + span, 0) !== 6)
      .map(({ id }) => `row ${id} does not span 6 columns`),
    ...Object.keys(fields).flatMap((field) => [
      ...(once(drawn, field) ? [] : [`${field} is not drawn exactly once`]),
      ...(once(owned, field) ? [] : [`${field} is not in exactly one block`]),
    ]),
  ];
}

/** Every form can be saved, and each moment of its course says what it asks for, be it nothing. */
function momentFaults({ course, required }: FormDefinition): readonly string[] {
  return [...new Set(['save', ...course])]
    .filter((moment) => required[moment] === undefined)
    .map((moment) => `required says nothing of the moment ${moment}`);
}

/** A block covers itself and what stands above it, but no signature. */
function coveringFaults({ blocks, fields }: FormDefinition, index: number): readonly string[] {
  const block = blocks[index];
  if (block?.closing === undefined) return [];
  const { covers, signature } = block.closing;
  const above = blocks.slice(0, index + 1).flatMap((candidate) => candidate.fields);
  const isSignature = (field: string): boolean => fields[field]?.type === 'signature';
  return [
    ...covers
      .filter((field) => !above.includes(field))
      .map((field) => `block ${block.id} covers ${field}, which is not in it or above it`),
    ...covers.filter(isSignature).map((field) => `block ${block.id} covers ${field}, which is a signature`),
    ...(signature && !isSignature(signature.field)
      ? [`block ${block.id} is closed by ${signature.field}, which is no signature`]
      : []),
  ];
}

/** Whether anybody signs the form; the end of what it records freezes the others. */
export function isSigned({ blocks }: FormDefinition): boolean {
  return blocks.some(({ closing }) => closing?.signature !== undefined);
}
