import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { NextEvent } from '../requests.schema.ts';
import { plainTexts } from './plain.texts.ts';
import './signed-cells.css';

/** What a signature covers, to be read where it is given: the cells of the sheet that it freezes, with what stands in them. */
export function SignedCells({ title, cells }: NonNullable<NextEvent['signs']>) {
  const texts = useTexts(plainTexts);
  const say = useSay();
  const told = texts.covered(say(title));
  return (
    // What is longer than its frame is scrolled by the keys as well.
    <section className="signed-cells" aria-label={told} tabIndex={0}>
      <h4>{told}</h4>
      <dl>
        {cells.map(({ field, label, text }) => (
          <div key={field}>
            <dt>{say(label).replace(/[：:]\s*$/, '')}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
      <p className="small muted">{texts.coveredToo}</p>
    </section>
  );
}
