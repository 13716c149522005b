import type { ReactNode } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { MapDiagnostic, SampleAnswer } from '../../import-job/history-import.schema.ts';
import { MapPointing } from './MapPointing.tsx';
import { importTexts } from './import.texts.ts';
import { pointedMap, type PointingChoices } from './pointed.rules.ts';

interface MapSheetProps {
  /** Of the log's file. */
  readonly name: string;
  readonly text: string;
  readonly suggested: string;
  readonly columns: SampleAnswer['columns'];
  readonly choices: PointingChoices;
  /** What is wrong with the text; null while it is not known. */
  readonly found: readonly MapDiagnostic[] | null;
  /** Why that cannot be known. */
  readonly trouble: ReactNode;
  readonly onChange: (text: string) => void;
}

/** What the columns of a log mean: by pointing, and as the text that is the one truth, with all that is wrong with it. */
export function MapSheet({ name, text, suggested, columns, choices, found, trouble, onChange }: MapSheetProps) {
  const texts = useTexts(importTexts);
  const map = pointedMap(text);
  return (
    <section className="sheet import-part" aria-label={texts.map}>
      <h2>{texts.map}</h2>
      {map === null ? (
        <p role="alert">{texts.pointingOff}</p>
      ) : (
        <MapPointing map={map} text={text} columns={columns} choices={choices} onChange={onChange} />
      )}
      <button type="button" className="act" onClick={() => onChange(suggested)}>
        {texts.again}
      </button>
      <MapText text={text} name={name} onChange={onChange} />
      {trouble ?? <Diagnostics found={found} />}
    </section>
  );
}

/** The head of a log: its columns with values that stand in them. */
export function Columns({ columns, rows }: { readonly columns: SampleAnswer['columns']; readonly rows: number }) {
  const texts = useTexts(importTexts);
  const SHOWN = 6;
  return (
    <section className="sheet import-part" aria-label={texts.columns}>
      <h2>{texts.columns}</h2>
      <p className="small muted">{texts.columnsOf(String(rows))}</p>
      <dl className="import-columns">
        {columns.map(({ name, values, more }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {values.slice(0, SHOWN).join(' · ')}
              {(more || values.length > SHOWN) && ' …'}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Diagnostics({ found }: { readonly found: readonly MapDiagnostic[] | null }) {
  const texts = useTexts(importTexts);
  const say = useSay();
  const errors = found?.filter(({ severity }) => severity === 'error').length ?? 0;
  const headline = found === null ? texts.checking : errors === 0 ? texts.sound : texts.wrong(errors);
  return (
    <div className="import-diagnostics">
      <p role="status">{headline}</p>
      <ul>
        {(found ?? []).map((one) => (
          <li key={`${one.path} ${one.code}`}>
            <span className="where">
              {texts.place(one.line, one.column)} <code>{one.path}</code>
            </span>
            <span>{say(one.message)}</span>
            <span className="muted">{say(one.remedy)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function MapText({
  text,
  name,
  onChange,
}: {
  readonly text: string;
  readonly name: string;
  readonly onChange: (text: string) => void;
}) {
  const texts = useTexts(importTexts);
  const stem = name.replace(/(\.csv)?(\.gz)?$/i, '');
  return (
    <details className="import-text">
      <summary>{texts.text}</summary>
      <p className="small muted">{texts.textAbout}</p>
      <textarea
        className="input"
        rows={16}
        spellCheck={false}
        aria-label={texts.text}
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className="import-acts">
        <a
          className="button compact"
          download={`${stem}-map.yaml`}
          href={`data:text/yaml;charset=utf-8,${encodeURIComponent(text)}`}
        >
          {texts.download}
        </a>
        <label className="button compact">
          {texts.uploadMap}
          <input
            className="unseen"
            type="file"
            accept=".yaml,.yml,.txt"
            onChange={(event) => {
              const [file] = event.target.files ?? [];
              event.target.value = '';
              void file?.text().then(onChange);
            }}
          />
        </label>
      </div>
    </details>
  );
}
