import { useLayoutEffect, useRef, type ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fieldsOfCell } from '#platform/form/definition.rules.ts';
import type { Cell, LinePart } from '#platform/form/definition.schema.ts';
import { holds, isFilled } from '#platform/form/missing.rules.ts';
import { tallText, valueText } from '#platform/print/entry-text.rules.ts';
import { parseInstant } from '#platform/time/instant.ts';
import { SignatureStrokes } from '#platform/ui/SignaturePad.tsx';
import { wallText } from '#platform/ui/zoned.ts';
import { Ticks } from './PaperInput.tsx';
import { PaperValue } from './PaperValue.tsx';
import { specOf, spoken, type PaperSheet } from './paper.schema.ts';
import { paperTexts } from './paper.texts.ts';

interface PaperCellProps {
  readonly sheet: PaperSheet;
  readonly cell: Cell;
  readonly joined: boolean;
  /** The cell to fill now: it has the soft ground. */
  readonly now: boolean;
}

type Of<Kind extends Cell['kind']> = Extract<Cell, { kind: Kind }>;

/** One cell of the sheet, drawn by its kind. Its words are the form's own, in Chinese. */
export function PaperCell({ sheet, cell, joined, now }: PaperCellProps) {
  const className = [
    `cell-${cell.kind}`,
    joined ? 'joined' : '',
    now ? 'todo' : '',
    fieldsOfCell(cell).some((field) => sheet.open.has(field)) ? 'open' : '',
  ].join(' ');
  const height = 'minHeightMm' in cell ? { height: `${cell.minHeightMm}mm` } : undefined;
  if (cell.kind === 'label') {
    return (
      <th scope="row" colSpan={cell.span} className={className}>
        <Broken text={cell.label.zh} />
      </th>
    );
  }
  return (
    <td colSpan={cell.span} className={className} style={height}>
      <Content sheet={sheet} cell={cell} />
    </td>
  );
}

/** A label's bracket begins a line of its own: 服务编号 / （产品序列号）. */
function Broken({ text }: { text: string }) {
  const [head = '', ...rest] = text.split(/(?=（)/);
  return (
    <>
      {head}
      {rest.map((part) => (
        <span key={part} className="bracket">
          {part}
        </span>
      ))}
    </>
  );
}

function Content({ sheet, cell }: { sheet: PaperSheet; cell: Exclude<Cell, Of<'label'>> }): ReactNode {
  switch (cell.kind) {
    case 'banner':
      return cell.label.zh;
    case 'entry':
      return <Fitted sheet={sheet} field={cell.field} />;
    case 'names':
      return <PaperValue sheet={sheet} field={cell.field} />;
    case 'tall':
      return <Tall sheet={sheet} cell={cell} />;
    case 'line':
      return (
        <span className={`signing ${cell.align}`}>
          {cell.parts.map((part) => (
            <Part key={part.field} sheet={sheet} part={part} />
          ))}
        </span>
      );
    case 'ticks':
      return <TicksCell sheet={sheet} cell={cell} />;
    case 'signature':
      return <Signature sheet={sheet} cell={cell} />;
  }
}

/** From the best to the last resort: on one line, on one line smaller, smaller on several. As paper has it. */
const SIZES = ['whole', 'whole small', 'small'];

/** An entry in its narrow cell: a number does not break at its hyphens where it fits on one line. */
function Fitted({ sheet, field }: { sheet: PaperSheet; field: string }) {
  const entry = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const fit = () => {
      const shown = entry.current;
      if (shown === null) return;
      for (const size of SIZES) {
        shown.dataset['size'] = size;
        if (shown.scrollWidth <= shown.clientWidth) return;
      }
    };
    fit();
    // The faces of the paper may come after it.
    void document.fonts.ready.then(fit);
  });
  return (
    <span ref={entry} className="entry">
      <PaperValue sheet={sheet} field={field} />
    </span>
  );
}

function Tall({ sheet, cell }: { sheet: PaperSheet; cell: Of<'tall'> }) {
  const written = cell.entries.some((entry) => sheet.open.has(entry.field));
  // What nobody writes in any more reads as it prints: a verdict that the opinion says again stands once.
  if (!written) {
    const text = tallText(cell.entries, (field) => {
      const spec = specOf(sheet, field);
      return spec === undefined ? '' : valueText(spec, sheet.values[field], sheet.zone);
    });
    return (
      <>
        {cell.label && <span>{cell.label.zh}</span>}
        <span className="entry-part own written">{text}</span>
      </>
    );
  }
  const shown = cell.entries.filter((entry) => sheet.open.has(entry.field) || isFilled(sheet.values[entry.field]));
  return (
    <>
      {cell.label && <span>{cell.label.zh}</span>}
      {shown.map((entry) => {
        const filled = isFilled(sheet.values[entry.field]);
        return (
          <span key={entry.field} className={entry.sameLine ? 'entry-part' : 'entry-part own'}>
            {filled && entry.before}
            <PaperValue sheet={sheet} field={entry.field} />
            {filled && entry.after}
          </span>
        );
      })}
    </>
  );
}

function Part({ sheet, part }: { sheet: PaperSheet; part: LinePart }) {
  return (
    <span>
      {part.label.zh}
      <span className="rule">
        <PaperValue sheet={sheet} field={part.field} />
      </span>
    </span>
  );
}

function TicksCell({ sheet, cell }: { sheet: PaperSheet; cell: Of<'ticks'> }) {
  const spec = specOf(sheet, cell.field);
  if (spec?.type !== 'choice') return null;
  return (
    <>
      {cell.label && cell.label.zh}
      <Ticks
        sheet={sheet}
        field={cell.field}
        spec={spec}
        {...(cell.behind && { behindOption: cell.behind.option, behind: <Part sheet={sheet} part={cell.behind.part} /> })}
      />
    </>
  );
}

function Signature({ sheet, cell }: { sheet: PaperSheet; cell: Of<'signature'> }) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  const signed = sheet.signatures.find((signature) => signature.field === cell.field);
  const instead =
    signed === undefined && cell.instead !== undefined && holds(cell.instead.when, sheet.values) ? cell.instead.text.zh : null;
  const at = signed === undefined ? undefined : parseInstant(signed.at);
  return (
    <span className="signing right">
      <span>
        {cell.label.zh}
        <span className="rule hand">
          {signed?.strokes ? (
            <SignatureStrokes strokes={signed.strokes} label={texts.signedBy(signed.name)} />
          ) : signed ? (
            <span className="written">{`${signed.name}（${texts.means[signed.means] ?? signed.means}）`}</span>
          ) : (
            instead
          )}
          {signed === undefined && sheet.signable.has(cell.field) && (
            <button
              type="button"
              className="sign-here"
              aria-label={`${texts.signHere} ${spoken(say(cell.label))}`}
              onClick={() => sheet.onSign(cell.field)}
            >
              {texts.signHere}
            </button>
          )}
        </span>
        {signed?.strokes && <small className="signer">{signed.name}</small>}
      </span>
      <span>
        {cell.dateLabel.zh}
        <span className="rule">
          {at === undefined ? (
            <PaperValue sheet={sheet} field={cell.dateField} />
          ) : (
            <span className="written">{wallText(at, sheet.zone).slice(0, 16).replace('T', ' ')}</span>
          )}
        </span>
      </span>
    </span>
  );
}
