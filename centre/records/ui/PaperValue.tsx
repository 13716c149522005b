import { Fragment } from 'react';
import { valueText } from '#platform/print/entry-text.rules.ts';
import { PaperInput } from './PaperInput.tsx';
import type { PaperSheet } from './paper.schema.ts';
import { specOf } from './paper.schema.ts';

/** After these marks a run may break: an address of e-mail, not a number or a date. */
const BREAKS = /(?<=[A-Za-z0-9][@./_:-])(?=[A-Za-z])/;

/** One field on the sheet: what stands there, or where the person may write, the place to write. */
export function PaperValue({ sheet, field }: { sheet: PaperSheet; field: string }) {
  const spec = specOf(sheet, field);
  if (spec === undefined) return null;
  if (sheet.open.has(field)) return <PaperInput sheet={sheet} field={field} />;
  const words = valueText(spec, sheet.values[field], sheet.zone);
  const prefix = spec.prefixOf === undefined ? undefined : sheet.documentNumbers[spec.prefixOf];
  if (prefix !== undefined && words.startsWith(`${prefix}-`)) {
    return (
      <>
        {prefix}-<span className="written">{words.slice(prefix.length + 1)}</span>
      </>
    );
  }
  return (
    <span className={words === '' ? 'written empty' : 'written'}>
      {words.split(BREAKS).map((piece, index) => (
        <Fragment key={index}>
          {index > 0 && <wbr />}
          {piece}
        </Fragment>
      ))}
    </span>
  );
}
