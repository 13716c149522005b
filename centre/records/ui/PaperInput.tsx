import { Fragment, useId, type ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { FieldSpec, FieldValue, ListItem } from '#platform/form/definition.schema.ts';
import { chosen } from '#platform/form/missing.rules.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { InstantInput } from '#platform/ui/InstantInput.tsx';
import { specOf, spoken, type PaperSheet } from './paper.schema.ts';
import { paperTexts } from './paper.texts.ts';

interface PaperInputProps {
  readonly sheet: PaperSheet;
  readonly field: string;
  /** Links the place to write with a label drawn elsewhere. */
  readonly id?: string;
}

function textOf(value: FieldValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The place to write of one field, plain enough to stand on paper. */
export function PaperInput({ sheet, field, id }: PaperInputProps) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  const spec = specOf(sheet, field);
  if (spec === undefined) return null;
  const value = sheet.values[field];
  const shared = { id, 'aria-label': id === undefined ? spoken(say(spec.label)) : undefined, className: 'write' };
  switch (spec.type) {
    case 'text':
      // One line of words may still need two on paper: it grows, but takes no line break.
      return (
        <textarea
          {...shared}
          rows={1}
          className="write line"
          maxLength={spec.maxLength}
          value={textOf(value)}
          onChange={(event) => sheet.onChange(field, event.target.value.replaceAll(/\s*\n\s*/g, ' '))}
        />
      );
    case 'longText':
      return (
        <textarea
          {...shared}
          rows={1}
          maxLength={spec.maxLength}
          placeholder={texts.fillHere(spoken(say(spec.label)))}
          value={textOf(value)}
          onChange={(event) => sheet.onChange(field, event.target.value)}
        />
      );
    case 'date':
      return (
        <input {...shared} type="date" value={textOf(value)} onChange={(event) => sheet.onChange(field, event.target.value)} />
      );
    case 'instant':
      return <InstantInput {...shared} zone={sheet.zone} value={value} onChange={(at) => sheet.onChange(field, at)} />;
    case 'choice':
      return <Ticks sheet={sheet} field={field} spec={spec} />;
    case 'list':
      return <Rows sheet={sheet} field={field} spec={spec} />;
    case 'signature':
      return null;
  }
}

type ChoiceSpec = Extract<FieldSpec, { type: 'choice' }>;

interface TicksProps {
  readonly sheet: PaperSheet;
  readonly field: string;
  readonly spec: ChoiceSpec;
  /** What stands behind the box of an option, before the next. */
  readonly behind?: ReactNode;
  readonly behindOption?: string;
}

/** Boxes to tick, as the form has them. One answer, unless the form allows several. */
export function Ticks({ sheet, field, spec, behind, behindOption }: TicksProps) {
  const say = useSay();
  const name = useId();
  const ids = chosen(sheet.values[field]);
  const open = sheet.open.has(field);
  const several = spec.severalIfAllowed === true && Array.isArray(sheet.values[field]);
  const toggle = (id: string) => {
    if (several) sheet.onChange(field, ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
    else sheet.onChange(field, ids.includes(id) ? undefined : id);
  };
  return (
    <span className="ticks" role="group" aria-label={spoken(say(spec.label))}>
      {spec.options.map((option) => (
        <Fragment key={option.id}>
          <label className={open ? 'tick open' : 'tick'}>
            {option.label.zh}
            <input
              type="checkbox"
              name={name}
              aria-label={say(option.label)}
              checked={ids.includes(option.id)}
              disabled={!open}
              onChange={() => toggle(option.id)}
            />
            <i className={ids.includes(option.id) ? 'box on' : 'box'} aria-hidden="true" />
          </label>
          {option.id === behindOption && behind}
        </Fragment>
      ))}
    </span>
  );
}

type ListSpec = Extract<FieldSpec, { type: 'list' }>;

/** The rows of a list: a place to write per column, a row more, a row less. */
function Rows({ sheet, field, spec }: { sheet: PaperSheet; field: string; spec: ListSpec }) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  const value = sheet.values[field];
  const items: readonly ListItem[] = Array.isArray(value)
    ? value.filter((item): item is ListItem => typeof item === 'object')
    : [];
  const put = (index: number, column: string, text: string) =>
    sheet.onChange(
      field,
      items.map((item, at) => (at === index ? { ...item, [column]: text } : item)),
    );
  return (
    <span className="rows">
      {items.map((item, index) => (
        <span className="row" key={index}>
          {Object.entries(spec.item).map(([column, known]) =>
            known.type === 'choice' ? (
              <select
                key={column}
                className="write"
                aria-label={say(known.label)}
                value={item[column] ?? ''}
                onChange={(event) => put(index, column, event.target.value)}
              >
                <option value="">{texts.choose}</option>
                {known.options.map((option) => (
                  <option key={option.id} value={option.id}>
                    {option.label.zh}
                  </option>
                ))}
              </select>
            ) : (
              <input
                key={column}
                className="write"
                aria-label={say(known.label)}
                placeholder={say(known.label)}
                maxLength={known.maxLength}
                value={item[column] ?? ''}
                onChange={(event) => put(index, column, event.target.value)}
              />
            ),
          )}
          <button
            type="button"
            className="act"
            aria-label={texts.removeRow}
            onClick={() =>
              sheet.onChange(
                field,
                items.filter((_item, at) => at !== index),
              )
            }
          >
            <Icon name="close" small />
          </button>
        </span>
      ))}
      {items.length < spec.maxItems && (
        <button type="button" className="act" onClick={() => sheet.onChange(field, [...items, {}])}>
          {texts.addRow}
        </button>
      )}
    </span>
  );
}
