import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { VisitView } from '#centre/visits/visits.schema.ts';
import { stagesOf } from './visit-steps.rules.ts';
import { visitTexts } from './visit.texts.ts';

/** The line of the five steps; one that broke a commitment has the diamond. */
export function Stages({ visit }: { visit: VisitView }) {
  const texts = useTexts(visitTexts);
  return (
    <ol className="stages" aria-label={texts.stages}>
      {stagesOf(visit).map(({ stage, standing, late }) => (
        <li
          key={stage}
          className={[standing, late ? 'late' : ''].join(' ')}
          aria-current={standing === 'current' ? 'step' : undefined}
        >
          <span aria-hidden={late}>{texts.stage[stage]}</span>
          {late && <span className="unseen">{texts.stageLate(texts.stage[stage])}</span>}
        </li>
      ))}
    </ol>
  );
}
