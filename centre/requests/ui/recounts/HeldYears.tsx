import type { ReactNode } from 'react';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { moment } from '#platform/ui/format.ts';
import { useNow } from '#platform/ui/useNow.ts';
import type { HolidaySetsView } from '../../recounts/recounts.schema.ts';
import { recountTexts } from './recounts.texts.ts';
import { TakeNoticeBack, type TakeNoticeBackProps } from './TakeNoticeBack.tsx';

type HeldSet = HolidaySetsView['sets'][number];

interface HeldYearsProps {
  readonly held: HeldSet;
  readonly zone: string;
  /** Of whoever may take a notice back. */
  readonly takingBack: Omit<TakeNoticeBackProps, 'notice'> | null;
}

/** The years of a set as the newest notice of each has them, and the year that lacks one. */
export function HeldYears({ held, zone, takingBack }: HeldYearsProps) {
  const texts = useTexts(recountTexts);
  const { missing } = held;
  return (
    <section className="sheet recount-part" aria-label={texts.setName(held.set)}>
      <h2>{texts.setName(held.set)}</h2>
      {missing !== null && missing.isDue && (
        <p className="recount-missing">
          <span className="tag">{texts.provisional}</span>
          {texts.missingDue(missing.year)}
        </p>
      )}
      {missing !== null && !missing.isDue && <p className="muted small">{texts.missingLater(missing.year, missing.warnFrom)}</p>}
      <ul className="recount-years">
        {held.years.map((year) => (
          <HeldYear
            key={year.year}
            year={year}
            zone={zone}
            takeBack={
              takingBack !== null &&
              year.imported !== null && (
                <TakeNoticeBack notice={{ set: held.set, year: year.year, imported: year.imported }} {...takingBack} />
              )
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface HeldYearProps {
  readonly year: HeldSet['years'][number];
  readonly zone: string;
  readonly takeBack: ReactNode;
}

function HeldYear({ year, zone, takeBack }: HeldYearProps) {
  const texts = useTexts(recountTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const at = parseInstant(year.importedAt);
  return (
    <li>
      <details>
        <summary>
          <b>{texts.year(year.year)}</b>
          <span className="muted small">
            {at === undefined
              ? ''
              : (year.isRestored ? texts.restoredAt : texts.importedAt)(moment(at, { zone, language, today }))}
            {year.earlier > 0 && ` · ${texts.earlier(year.earlier)}`}
          </span>
        </summary>
        <dl>
          <dt>{texts.off}</dt>
          <dd>{year.off.map(rangeWords).join(texts.comma)}</dd>
          <dt>{texts.makeUp}</dt>
          <dd>{year.makeUp.length === 0 ? texts.noMakeUp : year.makeUp.join(texts.comma)}</dd>
          {year.source !== null && (
            <>
              <dt>{texts.source}</dt>
              <dd>{year.source}</dd>
            </>
          )}
        </dl>
        {takeBack}
      </details>
    </li>
  );
}

/** `2026-10-01–10-07`: a range as people write it. */
function rangeWords(range: string): string {
  const [from = range, to] = range.split('/');
  return to === undefined || to === from ? from : `${from}–${to.slice(0, 5) === from.slice(0, 5) ? to.slice(5) : to}`;
}
