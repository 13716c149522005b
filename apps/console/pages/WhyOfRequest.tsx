import { useQuery } from '@tanstack/react-query';
import { Link, useRouteContext } from '@tanstack/react-router';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { WhyDrawer } from '#centre/commitments/ui/WhyDrawer.tsx';
import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';
import { annexAddress, explanationQuery } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay } from '#platform/i18n/LanguageProvider.tsx';

const linkToPlan = (planId: string, words: string) => (
  <Link className="button" to="/plans/$planId" params={{ planId }}>
    {words}
  </Link>
);

interface WhyOfRequestProps {
  readonly requestId: string;
  readonly clock: ClockView;
  readonly onClose: () => void;
}

/** The drawer of one clock of a request, with its explanation read when it is asked for. */
export function WhyOfRequest({ requestId, clock, onClose }: WhyOfRequestProps) {
  const say = useSay();
  const { data, error } = useQuery(explanationQuery(requestId, clock));
  const problem = problemOf(error);
  const { language } = useLanguage();
  const { me } = useRouteContext({ from: '__root__' });
  const readsPlans = me.positions.some((position) => PLAN_READERS.includes(position));
  return (
    <WhyDrawer
      clock={clock}
      explanation={data}
      trouble={problem && say(problem.detail)}
      onClose={onClose}
      annex={annexAddress(requestId, clock, language)}
      planLink={readsPlans ? linkToPlan : undefined}
    />
  );
}
