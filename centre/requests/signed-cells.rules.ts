import type { Dossier } from '#flows/dossier/dossier.schema.ts';
import { definitionOf, valuesOf } from '#flows/dossier/forms.rules.ts';
import { coveredTexts } from '#platform/print/covered-texts.rules.ts';
import type { NextEvent } from './requests.schema.ts';

/**
 * What a signature covers, for whoever is asked for it: also for those of the customer who may not open the record. Nobody signs what they
 * cannot read.
 */
export function signedCells(dossier: Dossier, signed: { recordId: string; block: string } | undefined): NextEvent['signs'] {
  const record = dossier.records.find(({ id }) => id === signed?.recordId);
  if (record === undefined || signed === undefined) return undefined;
  const definition = definitionOf(record.form);
  const { timezone } = dossier.surroundings.plan.plan;
  return {
    title: definition.title,
    cells: coveredTexts(definition, { block: signed.block, values: valuesOf(record), timeZone: timezone }),
  };
}
