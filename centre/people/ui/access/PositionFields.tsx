import { useState } from 'react';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { BothLanguages } from '#platform/i18n/language.ts';
import type { Places } from '../../access/access.schema.ts';
import { STAFF_POSITIONS } from '../../positions.schema.ts';
import { accessTexts } from '../access.texts.ts';
import { textOf } from '../text-of.ts';

export type PositionNames = Readonly<Record<string, BothLanguages>>;

/** What a position may be bound to, by the member of a command that names it. */
const KINDS = { unitId: 'units', projectId: 'projects', siteId: 'sites' } as const;
type Kind = keyof typeof KINDS;
const isKind = (text: string): text is Kind => text in KINDS;

/** A position and what it is bound to: a unit, a project or a site, or nothing. A resident engineer has a site. */
export function PositionFields({ names, places }: { readonly names: PositionNames; readonly places: Places }) {
  const texts = useTexts(accessTexts);
  const say = useSay();
  const [position, setPosition] = useState('');
  const kinds = position === 'residentEngineer' ? (['siteId'] as const) : (['unitId', 'projectId', 'siteId'] as const);
  return (
    <>
      <label>
        {texts.position}
        <select
          className="input"
          name="position"
          required
          value={position}
          onChange={(event) => setPosition(event.currentTarget.value)}
        >
          <option value="" disabled />
          {STAFF_POSITIONS.map((one) => (
            <option key={one} value={one}>
              {say(names[one] ?? { zh: one, en: one })}
            </option>
          ))}
        </select>
      </label>
      <label>
        {texts.boundTo}
        <select className="input" name="boundTo" required={position === 'residentEngineer'} defaultValue="" key={kinds.length}>
          <option value="">{position === 'residentEngineer' ? '' : texts.boundToNothing}</option>
          {kinds.map((kind) => (
            <optgroup key={kind} label={texts.boundKinds[kind]}>
              {places[KINDS[kind]].map(({ id, name }) => (
                <option key={id} value={`${kind} ${id}`}>
                  {say(name)}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
    </>
  );
}

/** What the two fields say, as a command asks for it. */
export function positionGiven(given: FormData): Readonly<Record<string, string>> {
  const [kind = '', id = ''] = textOf(given.get('boundTo')).split(' ');
  const position = { position: textOf(given.get('position')) };
  return isKind(kind) ? { ...position, [kind]: id } : position;
}

/** `分支工程师 · 成都分支`: a position with what it is bound to. */
export function useHeldName(names: PositionNames, places: Places) {
  const say = useSay();
  return (held: { position: string; unitId: string | null; projectId: string | null; siteId: string | null }): string => {
    const bound = (Object.keys(KINDS) as Kind[]).flatMap((kind) => places[KINDS[kind]].find(({ id }) => id === held[kind]) ?? []);
    const position = say(names[held.position] ?? { zh: held.position, en: held.position });
    return [position, ...bound.map(({ name }) => say(name))].join(' · ');
  };
}
