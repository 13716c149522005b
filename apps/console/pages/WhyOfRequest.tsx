import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { WhyDrawer } from '#centre/commitments/ui/WhyDrawer.tsx';
import { annexAddress, explanationQuery } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay } from '#platform/i18n/LanguageProvider.tsx';

interface WhyOfRequestProps {
  readonly requestId: string;
  readonly clock: ComponentProps<typeof WhyDrawer>['clock'];
  /** A past instant as of which it is explained; now where left out or null. */
  readonly asOf?: string | null;
  readonly onClose: () => void;
  /** Where there is a page of the plan. */
  readonly planLink?: ComponentProps<typeof WhyDrawer>['planLink'];
}

/** The drawer of one clock of a request, with its explanation read when it is asked for. */
export function WhyOfRequest({ requestId, clock, asOf = null, onClose, planLink }: WhyOfRequestProps) {
  const say = useSay();
  const { data, error } = useQuery(explanationQuery(requestId, clock, asOf));
  const problem = problemOf(error);
  const { language } = useLanguage();
  return (
    <WhyDrawer
      clock={clock}
      asOf={asOf}
      explanation={data}
      trouble={problem && say(problem.detail)}
      onClose={onClose}
      annex={annexAddress(requestId, clock, { asOf, language })}
      planLink={planLink}
    />
  );
}
