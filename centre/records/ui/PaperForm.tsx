import { useLayoutEffect, useRef, useState, type CSSProperties } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { fieldsOfCell } from '#platform/form/definition.rules.ts';
import { PaperCell } from './PaperCell.tsx';
import { PaperFields } from './PaperFields.tsx';
import { PaperFoot, type PaperFootProps } from './PaperFoot.tsx';
import { spoken, type PaperSheet } from './paper.schema.ts';
import { paperTexts } from './paper.texts.ts';
import { paperWords } from './paper-words.ts';
import './paper.css';
import './paper-write.css';

interface PaperFormProps extends Omit<PaperFootProps, 'definition'> {
  readonly sheet: PaperSheet;
  readonly documentNumber: string;
  readonly documentVersion: string;
  readonly voided: boolean;
}

/** 210 mm at 96 points an inch. */
const A4_WIDTH = 794;

/** A form as the paper it is: A4 at true size, what may be written open, what is signed frozen. On a phone the fields come first, the sheet is the preview. */
export function PaperForm(props: PaperFormProps) {
  const { sheet, documentNumber, documentVersion, recordNumber, voided, ...foot } = props;
  const texts = useTexts(paperTexts);
  const { definition, missing } = sheet;
  const frame = useRef<HTMLDivElement>(null);
  const scale = useScale(frame);
  const gap = new Set(missing[0]?.anyOf ?? []);
  return (
    <div className="paper-frame" ref={frame}>
      <Missing sheet={sheet} />
      <PaperFields sheet={sheet} />
      <div className="paper-scroll" style={{ '--scale': scale } as CSSProperties}>
        <article className={voided ? 'a4 voided' : 'a4'} lang="zh-CN" aria-label={texts.sheet}>
          <h2>{definition.title.zh}</h2>
          <div className="numbers">
            <span>
              （{paperWords.documentNumber}
              {documentNumber}　{paperWords.documentVersion}
              {documentVersion}）
            </span>
            <span>
              {paperWords.recordNumber}
              {recordNumber ?? <span className="later">{paperWords.numberLater}</span>}
            </span>
          </div>
          <table>
            <colgroup>
              {definition.columns.map((width, index) => (
                <col key={index} style={{ width: `${width}%` }} />
              ))}
            </colgroup>
            <tbody>
              {definition.rows.map((row) => (
                <tr key={row.id}>
                  {row.cells.map((cell, index) => (
                    <PaperCell
                      key={index}
                      sheet={sheet}
                      cell={cell}
                      joined={row.joined === true}
                      now={fieldsOfCell(cell).some(
                        (field) => gap.has(field) && (sheet.open.has(field) || sheet.signable.has(field)),
                      )}
                    />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
          <PaperFoot {...foot} recordNumber={recordNumber} definition={definition} />
          {voided && <span className="void-mark">{paperWords.voided}</span>}
        </article>
      </div>
    </div>
  );
}

/** What is still to be filled, counted and named above the sheet. */
function Missing({ sheet }: { sheet: PaperSheet }) {
  const texts = useTexts(paperTexts);
  const say = useSay();
  if (sheet.missing.length === 0) return null;
  const named = sheet.missing.map(({ anyOf }) =>
    anyOf
      .flatMap((field) => (sheet.definition.fields[field] ? [spoken(say(sheet.definition.fields[field].label))] : []))
      .join(texts.or),
  );
  return (
    <p className="lack" role="status">
      <b>{texts.missing(sheet.missing.length)}</b>
      {named.join(texts.comma)}
    </p>
  );
}

/** Paper is drawn at its true size and made smaller only where the window is narrower. */
function useScale(frame: React.RefObject<HTMLDivElement | null>): number {
  const [scale, setScale] = useState(1);
  useLayoutEffect(() => {
    const shown = frame.current;
    if (!shown) return;
    const fit = () => setScale(Math.min(1, shown.clientWidth / A4_WIDTH));
    fit();
    const resized = new ResizeObserver(fit);
    resized.observe(shown);
    return () => resized.disconnect();
  }, [frame]);
  return scale;
}
