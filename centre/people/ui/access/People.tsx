import { useState, type FormEvent } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import { useFormOffer } from '#platform/ui/palette/offers.tsx';
import type { PersonRow, Places } from '../../access/access.schema.ts';
import { accessTexts } from '../access.texts.ts';
import { textOf } from '../text-of.ts';
import { PositionFields, positionGiven, useHeldName, type PositionNames } from './PositionFields.tsx';
import { useAct } from './useAct.ts';

interface LinkMade {
  readonly sent: boolean;
  readonly link?: string;
}

interface PeopleProps {
  readonly people: readonly PersonRow[];
  readonly places: Places;
  readonly names: PositionNames;
  /** Shows what happened to somebody's access. */
  readonly onLog: (person: PersonRow) => void;
}

/** The people of the house with their positions; what can be done to somebody's access stands in a menu of the row. */
export function People({ people, places, names, onLog }: PeopleProps) {
  const texts = useTexts(accessTexts);
  const { act, trouble, isBusy, isFilled } = useAct();
  const invitation = useFormOffer({ id: 'invite', label: texts.inviteTitle });
  const [made, setMade] = useState<LinkMade | null>(null);
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    if (!isFilled(form)) return;
    const given = new FormData(form);
    const email = textOf(given.get('email')).trim();
    const body = { name: textOf(given.get('name')), login: textOf(given.get('login')), ...positionGiven(given) };
    const link = await act<LinkMade>('/api/people', email === '' ? body : { ...body, email });
    setMade(link);
    if (link !== null) form.reset();
  };
  return (
    <section className="sheet access-part">
      <h2>
        {texts.people} <span className="muted">{people.length}</span>
      </h2>
      <ul className="access-rows">
        {people.map((person) => (
          <Person key={person.id} {...{ person, places, names, act, onLog }} onLink={setMade} />
        ))}
      </ul>
      <h3>{texts.inviteTitle}</h3>
      {trouble !== null && (
        <p className="access-trouble" role="alert">
          {trouble}
        </p>
      )}
      {made !== null && (
        <div className="once" role="status">
          {made.sent ? texts.linkMailed : texts.linkOnce}
          {made.link !== undefined && <code>{made.link}</code>}
        </div>
      )}
      <form ref={invitation} className="access-form" noValidate onSubmit={(event) => void invite(event)}>
        <label>
          {texts.name}
          <input className="input" name="name" required maxLength={60} />
        </label>
        <label>
          {texts.login}
          <input className="input" name="login" required maxLength={120} autoCapitalize="none" spellCheck={false} />
        </label>
        <label>
          {texts.email}
          <input className="input" name="email" type="email" maxLength={120} />
        </label>
        <PositionFields names={names} places={places} />
        <button type="submit" className="button primary" disabled={isBusy}>
          {texts.invite}
        </button>
      </form>
    </section>
  );
}

interface PersonProps {
  readonly person: PersonRow;
  readonly places: Places;
  readonly names: PositionNames;
  readonly act: ReturnType<typeof useAct>['act'];
  readonly onLog: (person: PersonRow) => void;
  readonly onLink: (made: LinkMade | null) => void;
}

function Person({ person, places, names, act, onLog, onLink }: PersonProps) {
  const texts = useTexts(accessTexts);
  const heldName = useHeldName(names, places);
  const asked = (question: string, path: string) => window.confirm(question) && void act(path);
  const log = { id: 'log', label: texts.logOf, onChoose: () => onLog(person) };
  const items = person.disabled
    ? [log]
    : [
        log,
        {
          id: 'reset',
          label: texts.reset,
          onChoose: () => void act<LinkMade>(`/api/people/${person.id}/password-link`).then(onLink),
        },
        {
          id: 'secondStep',
          label: texts.endSecondStep,
          onChoose: () => asked(texts.endSecondStepOf(person.name), `/api/people/${person.id}/end-second-factor`),
        },
        {
          id: 'sessions',
          label: texts.endSessions,
          onChoose: () => asked(texts.endSessionsOf(person.name), `/api/people/${person.id}/end-sessions`),
        },
        ...person.positions.map((held) => ({
          id: held.id,
          label: `${texts.withdraw}: ${heldName(held)}`,
          apart: held === person.positions[0],
          onChoose: () => asked(texts.withdrawOf(person.name, heldName(held)), `/api/positions-held/${held.id}/withdraw`),
        })),
        {
          id: 'end',
          label: texts.endAccess,
          apart: true,
          onChoose: () => asked(texts.endAccessOf(person.name), `/api/people/${person.id}/end-access`),
        },
      ];
  return (
    <li>
      <div className="access-who">
        <b>{person.name}</b> <span className="muted">{person.login}</span>
      </div>
      <div className="what supporting">
        {person.disabled
          ? texts.disabled
          : person.positions.length === 0
            ? texts.noPosition
            : person.positions.map((held) => <div key={held.id}>{heldName(held)}</div>)}
      </div>
      <MenuButton className="button quiet compact" name={texts.actsOn(person.name)} items={items} end>
        {texts.acts}
        <Icon name="down" small />
      </MenuButton>
    </li>
  );
}
