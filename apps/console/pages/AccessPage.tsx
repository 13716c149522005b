import { PeopleAndKeys } from '#centre/people/ui/PeopleAndKeys.tsx';
import { accessTexts } from '#centre/people/ui/access.texts.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useHere } from '../frame/crumbs.tsx';
import { positionNames } from '../frame/position.texts.ts';

/** People of the house and keys of programs. */
export function AccessPage() {
  useHere(null, useTexts(accessTexts).access);
  return <PeopleAndKeys positionNames={positionNames} />;
}
