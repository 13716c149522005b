import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { RegisterAnswer } from '../../register/register.schema.ts';
import { registerTexts } from './register.texts.ts';

/** How far the register is being counted: shown in place of figures, which would say too little. */
export function CountingProgress({ counting }: { counting: NonNullable<RegisterAnswer['counting']> }) {
  const texts = useTexts(registerTexts);
  const { language } = useLanguage();
  const { projects, ofProjects, requests } = counting;
  return (
    <section className="sheet register-counting" role="status">
      <h2>{texts.counting}</h2>
      <progress max={Math.max(1, ofProjects)} value={projects} aria-label={texts.counting} />
      <p>
        {texts.countedProjects(projects, ofProjects)}
        {requests !== null && texts.countedRequests(requests.toLocaleString(language))}
      </p>
      <p className="small muted">{texts.countedSoon}</p>
    </section>
  );
}
