import type { FieldSpec, FieldValue, ListItem } from '#platform/form/definition.schema.ts';
import { chosen } from '#platform/form/missing.rules.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { wallText } from '#platform/ui/zoned.ts';
import { PaperInput } from './PaperInput.tsx';
import type { PaperSheet } from './paper.schema.ts';
import { specOf } from './paper.schema.ts';

/** What stands in a field, as paper says it: dates as written, choices by their Chinese words, rows as lines. */
export function valueInWords(spec: FieldSpec, value: FieldValue | undefined, zone: string): string {
  if (value === undefined) return '';
  switch (spec.type) {
    case 'instant': {
      const at = typeof value === 'string' ? parseInstant(value) : undefined;
      return at === undefined ? '' : wallText(at, zone).slice(0, 16).replace('T', ' ');
    }
    case 'choice':
      return chosen(value)
        .map((id) => spec.options.find((option) => option.id === id)?.label.zh ?? id)
        .join('、');
    case 'list':
      return Array.isArray(value)
        ? value
            .filter((item): item is ListItem => typeof item === 'object')
            .map((item) => itemInWords(spec, item))
            .join('\n')
        : '';
    case 'signature':
      return '';
    default:
      return typeof value === 'string' ? value : '';
  }
}

function itemInWords(spec: Extract<FieldSpec, { type: 'list' }>, item: ListItem): string {
  const said = Object.entries(spec.item).flatMap(([column, known]) => {
    const value = item[column];
    if (value === undefined || value === '') return [];
    return [known.type === 'choice' ? (known.options.find((option) => option.id === value)?.label.zh ?? value) : value];
  });
  const [first = '', ...rest] = said;
  return rest.length === 0 ? first : `${first}（${rest.join('，')}）`;
}

/** One field on the sheet: what stands there, or where the person may write, the place to write. */
export function PaperValue({ sheet, field }: { sheet: PaperSheet; field: string }) {
  const spec = specOf(sheet, field);
  if (spec === undefined) return null;
  if (sheet.open.has(field)) return <PaperInput sheet={sheet} field={field} />;
  const words = valueInWords(spec, sheet.values[field], sheet.zone);
  const prefix = spec.prefixOf === undefined ? undefined : sheet.documentNumbers[spec.prefixOf];
  if (prefix !== undefined && words.startsWith(`${prefix}-`)) {
    return (
      <>
        {prefix}-<span className="written">{words.slice(prefix.length + 1)}</span>
      </>
    );
  }
  return <span className={words === '' ? 'written empty' : 'written'}>{words}</span>;
}
