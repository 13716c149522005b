import { useQuery } from '@tanstack/react-query';
import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';
import { intakeContextQuery } from '#centre/requests/ui/intake.queries.ts';
import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { limitInWords } from '#platform/ui/duration.ts';
import { AppLink } from '../paths.tsx';
import { requestTexts } from './request.texts.ts';

/** Whom to call now: the number of the plan, and what becomes of a call outside office hours. */
export function CallCard() {
  const texts = useTexts(requestTexts);
  const { language } = useLanguage();
  const readsPlan = useMe().positions.some((position) => PLAN_READERS.includes(position));
  const { data: context } = useQuery(intakeContextQuery(undefined));
  if (context?.phone == null) return null;
  const { phone, onCall } = context;
  return (
    <section className="sheet card call">
      <h2 className="sheet-title">{texts.callNow}</h2>
      <a className="call-number" href={`tel:${phone}`}>
        {phone}
      </a>
      {onCall != null && (
        <p>
          {texts.callForwarded}
          {onCall.nextAfter !== null && texts.callNext(limitInWords(onCall.nextAfter, null, language))}
          {texts.period}
        </p>
      )}
      {readsPlan && <AppLink to="/reach">{texts.allWays}</AppLink>}
    </section>
  );
}
