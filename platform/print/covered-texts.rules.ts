import type { Bilingual, FormDefinition, FormValues } from '#platform/form/definition.schema.ts';
import { valueText } from './entry-text.rules.ts';

/** A cell as it is read away from the sheet. */
export interface CoveredText {
  readonly field: string;
  readonly label: Bilingual;
  readonly text: string;
}

/** What the signature of a block covers, in words: the cells that say something, in the order in which the form covers them. */
export function coveredTexts(
  { fields, blocks }: FormDefinition,
  about: { readonly block: string; readonly values: FormValues; readonly timeZone: string },
): CoveredText[] {
  const covers = blocks.find(({ id }) => id === about.block)?.closing?.covers ?? [];
  return covers.flatMap((field) => {
    const spec = fields[field];
    const text = spec === undefined ? '' : valueText(spec, about.values[field], about.timeZone);
    return spec === undefined || text === '' ? [] : [{ field, label: spec.label, text }];
  });
}
