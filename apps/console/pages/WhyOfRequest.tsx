import { useQuery } from '@tanstack/react-query';
import type { ClockView } from '#centre/commitments/clock-view.schema.ts';
import { WhyDrawer } from '#centre/commitments/ui/WhyDrawer.tsx';
import { explanationQuery } from '#centre/requests/ui/requests.queries.ts';
import { problemOf } from '#platform/client/query.ts';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';

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
  return <WhyDrawer clock={clock} explanation={data} trouble={problem && say(problem.detail)} onClose={onClose} />;
}
