import { missingFields, type MissingFields } from '#platform/form/missing.rules.ts';
import type { Dossier, RecordState } from './dossier.schema.ts';
import { definitionOf, signedFields, valuesOf } from './forms.rules.ts';
import { lacksOf } from './service-records.rules.ts';

/** What a sheet still lacks until its end, in the order in which its course asks for it; each gap once. */
export function lacksToTheEnd(dossier: Dossier, record: RecordState): readonly MissingFields[] {
  const definition = definitionOf(record.form);
  const lacks = definition.course.flatMap((moment) =>
    record.form === 'serviceRecord'
      ? lacksOf(dossier, record, moment)
      : missingFields({ definition, values: valuesOf(record), moment, signed: signedFields(record) }),
  );
  return lacks.filter((gap, index) => lacks.findIndex((other) => sameGap(other, gap)) === index);
}

function sameGap(one: MissingFields, other: MissingFields): boolean {
  return one.anyOf.join() === other.anyOf.join();
}
