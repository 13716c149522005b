import { PeopleAndKeys } from '#centre/people/ui/PeopleAndKeys.tsx';
import { accessTexts } from '#centre/people/ui/access.texts.ts';
import { LeftViews } from '#centre/requests/ui/LeftViews.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';
import { positionNames } from '../frame/position.texts.ts';

/** People of the house, keys of programs, and the log of the door. */
export function AccessPage() {
  useHere(null, useTexts(accessTexts).access);
  return <PeopleAndKeys positionNames={positionNames} zone={useZone()} left={<LeftViews />} />;
}
