import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { AccessLog } from './access/AccessLog.tsx';
import { Keys } from './access/Keys.tsx';
import { People } from './access/People.tsx';
import type { PositionNames } from './access/PositionFields.tsx';
import { SecondStepRule } from './access/SecondStepRule.tsx';
import { keysQuery, peopleQuery } from './access.queries.ts';
import { accessTexts } from './access.texts.ts';
import './access.css';

interface PeopleAndKeysProps {
  readonly positionNames: PositionNames;
  readonly zone: string;
  /** What people left behind whose access was ended. */
  readonly left: ReactNode;
}

/** Who may come in: the people of the house with their positions, the keys of programs, and what happened at the door. For the system administrator. */
export function PeopleAndKeys({ positionNames: names, zone, left }: PeopleAndKeysProps) {
  const texts = useTexts(accessTexts);
  const people = useQuery(peopleQuery);
  const keys = useQuery(keysQuery);
  const [logOf, setLogOf] = useState<{ id: string; name: string } | null>(null);
  const failed = people.error ?? keys.error;
  if (!people.data || !keys.data)
    return failed ? (
      <Trouble problem={problemOf(failed)} onRetry={() => void Promise.all([people.refetch(), keys.refetch()])} />
    ) : (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  const { items, places, secondFactorPositions } = people.data;
  const showLog = (person: { id: string; name: string }) => {
    setLogOf(person);
    document.getElementById('access-log')?.scrollIntoView();
  };
  return (
    <section className="page access-page" aria-label={texts.access}>
      <h1 className="title-page">{texts.access}</h1>
      <People people={items} places={places} names={names} onLog={showLog} />
      {left}
      <SecondStepRule asked={secondFactorPositions} names={names} />
      <Keys keys={keys.data.items} places={places} names={names} zone={zone} />
      <AccessLog of={logOf} onEverybody={() => setLogOf(null)} names={names} zone={zone} />
    </section>
  );
}
