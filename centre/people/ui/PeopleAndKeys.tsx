import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useCommand } from '#platform/client/useCommand.ts';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { KeyRow, PersonRow } from '../access/access.schema.ts';
import { STAFF_POSITIONS } from '../positions.schema.ts';
import { keysQuery, peopleQuery } from './access.queries.ts';
import { accessTexts } from './access.texts.ts';
import { textOf } from './text-of.ts';
import './access.css';

type Names = Readonly<Record<string, BothLanguages>>;

/** Who may come in: the people of the house with their positions, and the keys of programs. For the system administrator. */
export function PeopleAndKeys({ positionNames }: { readonly positionNames: Names }) {
  const texts = useTexts(accessTexts);
  const people = useQuery(peopleQuery);
  const keys = useQuery(keysQuery);
  const failed = people.error ?? keys.error;
  if (failed) return <Trouble problem={problemOf(failed)} onRetry={() => void people.refetch()} />;
  if (!people.data || !keys.data)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  return (
    <section className="page access-page" aria-label={texts.access}>
      <h1 className="title-page">{texts.access}</h1>
      <People people={people.data.items} names={positionNames} />
      <Keys keys={keys.data.items} names={positionNames} />
    </section>
  );
}

/** Sends a command of this page; what is shown once stays on screen until the next, and what changed is read anew. */
function useAct() {
  const say = useSay();
  const command = useCommand();
  const client = useQueryClient();
  const [trouble, setTrouble] = useState<string | null>(null);
  const act = async <T,>(path: string, body: Readonly<Record<string, unknown>> = {}): Promise<T | null> => {
    const answer = await command<T>(path, body);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return null;
    await client.invalidateQueries();
    return answer.value;
  };
  return { act, trouble };
}

interface LinkMade {
  readonly sent: boolean;
  readonly link?: string;
}

function People({ people, names }: { readonly people: readonly PersonRow[]; readonly names: Names }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const { act, trouble } = useAct();
  const [made, setMade] = useState<LinkMade | null>(null);
  const named = (position: string): string => say(names[position] ?? { zh: position, en: position });
  const invite = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const email = textOf(given.get('email')).trim();
    const body = { name: textOf(given.get('name')), login: textOf(given.get('login')), position: textOf(given.get('position')) };
    const link = await act<LinkMade>('/api/people', email === '' ? body : { ...body, email });
    setMade(link);
    if (link !== null) form.reset();
  };
  const reset = async (id: string) => setMade(await act<LinkMade>(`/api/people/${id}/password-link`));
  const endAccess = (person: PersonRow) =>
    window.confirm(texts.endAccessOf(person.name)) && void act(`/api/people/${person.id}/end-access`);
  const endSecondStep = (person: PersonRow) =>
    window.confirm(texts.endSecondStepOf(person.name)) && void act(`/api/people/${person.id}/end-second-factor`);
  const withdraw = (person: PersonRow, held: PersonRow['positions'][number]) =>
    window.confirm(texts.withdrawOf(person.name, named(held.position))) && void act(`/api/positions-held/${held.id}/withdraw`);
  return (
    <section className="sheet access-part">
      <h2>{texts.people}</h2>
      <ul className="access-rows">
        {people.map((person) => (
          <li key={person.id}>
            <div className="what">
              <b>{person.name}</b> <span className="muted">{person.login}</span>
              <div className="small supporting">
                {person.disabled ? texts.disabled : person.positions.length === 0 ? texts.noPosition : null}
                {!person.disabled &&
                  person.positions.map((held) => (
                    <span key={held.id}>
                      {named(held.position)}{' '}
                      <button
                        type="button"
                        className="button quiet compact"
                        aria-label={`${texts.withdraw}: ${person.name}, ${named(held.position)}`}
                        onClick={() => withdraw(person, held)}
                      >
                        {texts.withdraw}
                      </button>
                    </span>
                  ))}
              </div>
            </div>
            {!person.disabled && (
              <div className="acts">
                <button type="button" className="button compact" onClick={() => void reset(person.id)}>
                  {texts.reset}
                </button>
                <button type="button" className="button compact" onClick={() => endSecondStep(person)}>
                  {texts.endSecondStep}
                </button>
                <button type="button" className="button compact" onClick={() => endAccess(person)}>
                  {texts.endAccess}
                </button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <h2>{texts.inviteTitle}</h2>
      {trouble !== null && <p role="alert">{trouble}</p>}
      {made !== null && (
        <div className="once" role="status">
          {made.sent ? texts.linkMailed : texts.linkOnce}
          {made.link !== undefined && <code>{made.link}</code>}
        </div>
      )}
      <form className="access-form" onSubmit={(event) => void invite(event)}>
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
        <PositionField names={names} />
        <button type="submit" className="button primary">
          {texts.invite}
        </button>
      </form>
    </section>
  );
}

function Keys({ keys, names }: { readonly keys: readonly KeyRow[]; readonly names: Names }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const { act, trouble } = useAct();
  const [made, setMade] = useState<string | null>(null);
  const create = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const given = new FormData(form);
    const body = { name: textOf(given.get('name')), position: textOf(given.get('position')) };
    const answer = await act<{ key?: string }>('/api/api-keys', body);
    setMade(answer?.key ?? null);
    if (answer !== null) form.reset();
  };
  const revoke = (key: KeyRow) => window.confirm(texts.revokeOf(key.name)) && void act(`/api/api-keys/${key.id}/revoke`);
  return (
    <section className="sheet access-part">
      <h2>{texts.keys}</h2>
      <p className="supporting">{texts.keysAbout}</p>
      {keys.length === 0 && <p className="muted">{texts.noKeys}</p>}
      <ul className="access-rows">
        {keys.map((key) => (
          <li key={key.id}>
            <div className="what">
              <b>{key.name}</b>
              <div className="small supporting">
                {key.positions.map(({ position }) => say(names[position] ?? { zh: position, en: position })).join(' ')}
                {' · '}
                {key.lastUsedAt === null ? texts.neverUsed : texts.lastUsed(key.lastUsedAt.slice(0, 16).replace('T', ' '))}
                {key.revokedAt !== null && ` · ${texts.revoked}`}
              </div>
            </div>
            {key.revokedAt === null && (
              <button type="button" className="button compact" onClick={() => revoke(key)}>
                {texts.revoke}
              </button>
            )}
          </li>
        ))}
      </ul>
      {trouble !== null && <p role="alert">{trouble}</p>}
      {made !== null && (
        <div className="once" role="status">
          {texts.keyOnce}
          <code>{made}</code>
        </div>
      )}
      <form className="access-form" onSubmit={(event) => void create(event)}>
        <label>
          {texts.program}
          <input className="input" name="name" required maxLength={60} />
        </label>
        <PositionField names={names} />
        <button type="submit" className="button">
          {texts.newKey}
        </button>
      </form>
    </section>
  );
}

function PositionField({ names }: { readonly names: Names }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  return (
    <label>
      {texts.position}
      <select className="input" name="position" required defaultValue="">
        <option value="" disabled />
        {STAFF_POSITIONS.filter((position) => position !== 'residentEngineer').map((position) => (
          <option key={position} value={position}>
            {say(names[position] ?? { zh: position, en: position })}
          </option>
        ))}
      </select>
    </label>
  );
}
