import type { ReactNode } from 'react';
import { Link, useRouteContext } from '@tanstack/react-router';
import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';

const linkToPlan = (planId: string, words: string): ReactNode => (
  <Link className="button" to="/plans/$planId" params={{ planId }}>
    {words}
  </Link>
);

/** The way from a clock to the plan that it is counted by, for whoever may read plans; in the console alone, where there is a page of it. */
export function usePlanLink(): typeof linkToPlan | undefined {
  const { me } = useRouteContext({ from: '__root__' });
  return me.positions.some((position) => PLAN_READERS.includes(position)) ? linkToPlan : undefined;
}
