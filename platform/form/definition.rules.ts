import type { Bilingual, Cell, FormDefinition } from './definition.schema.ts';

/** Pairs two tables of texts of the same type, so that a definition names each text once. */
export function bilingual<Key extends string>(zh: Readonly<Record<Key, string>>, en: Readonly<Record<Key, string>>): Readonly<Record<Key, Bilingual>> {
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
  const { fields, rows, blocks, required, columns } = definition;
  const faults: string[] = [];
  const known = (field: string, where: string): void => {
    if (fields[field] === undefined) faults.push(`${where} names ${field}, which is no field`);
  };
  if (Math.abs(columns.reduce((sum, width) => sum + width, 0) - 100) > 0.001) faults.push('columns do not add up to 100');
  const drawn = rows.flatMap((row) => row.cells.flatMap(fieldsOfCell));
  for (const row of rows) {
    if (row.cells.reduce((sum, cell) => sum + cell.span, 0) !== 6) faults.push(`row ${row.id} does not span 6 columns`);
    for (const field of row.cells.flatMap(fieldsOfCell)) known(field, `row ${row.id}`);
  }
  const owned = blocks.flatMap((block) => block.fields);
  for (const field of Object.keys(fields)) {
    if (drawn.filter((name) => name === field).length !== 1) faults.push(`${field} is not drawn exactly once`);
    if (owned.filter((name) => name === field).length !== 1) faults.push(`${field} is not in exactly one block`);
  }
  for (const [index, block] of blocks.entries()) {
    const above = blocks.slice(0, index + 1).flatMap((candidate) => candidate.fields);
    for (const field of [...block.fields, ...(block.closing?.statement?.fields ?? [])]) known(field, `block ${block.id}`);
    for (const field of block.closing?.covers ?? []) {
      if (!above.includes(field)) faults.push(`block ${block.id} covers ${field}, which is not in it or above it`);
      if (fields[field]?.type === 'signature') faults.push(`block ${block.id} covers ${field}, which is a signature`);
    }
    const signature = block.closing?.signature;
    if (signature && fields[signature.field]?.type !== 'signature') faults.push(`block ${block.id} is closed by ${signature.field}, which is no signature`);
  }
  for (const [moment, requirements] of Object.entries(required)) {
    for (const field of requirements.flatMap((requirement) => requirement.anyOf)) known(field, `moment ${moment}`);
  }
  return faults;
}
