import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { WhyDrawer } from '#centre/commitments/ui/WhyDrawer.tsx';
import { annexAddress, explanationQuery } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay } from '#platform/i18n/LanguageProvider.tsx';

interface WhyOfRequestProps {
  readonly requestId: string;
  readonly clock: ComponentProps<typeof WhyDrawer>['clock'];
  readonly onClose: () => void;
  /** Where there is a page of the plan. */
  readonly planLink?: ComponentProps<typeof WhyDrawer>['planLink'];
}

/** The drawer of one clock of a request, with its explanation read when it is asked for. */
export function WhyOfRequest({ requestId, clock, onClose, planLink }: WhyOfRequestProps) {
  const say = useSay();
  const { data, error } = useQuery(explanationQuery(requestId, clock));
  const problem = problemOf(error);
  const { language } = useLanguage();
  return (
    <WhyDrawer
      clock={clock}
      explanation={data}
      trouble={problem && say(problem.detail)}
      onClose={onClose}
      annex={annexAddress(requestId, clock, language)}
      planLink={planLink}
    />
  );
}
