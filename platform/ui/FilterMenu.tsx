import { useEffect, useRef, type ReactNode } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { filterTexts } from './filter.texts.ts';
import { Icon } from './icons.tsx';
import { MenuButton } from './MenuButton.tsx';
import './filter.css';

interface FilterMenuProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: ReactNode])[];
  readonly onChoose: (value: string | undefined) => void;
  /** What it is called to filter by none, where that is not simply all. */
  readonly none?: string;
  /** Where the options are those that fit what is typed above them. */
  readonly find?: FindOptions | undefined;
}

interface FindOptions {
  /** Told of nothing when the menu opens, and of what is typed, but never while an input method still composes it. */
  readonly onWords: (words: string) => void;
  /** What the value in force is called by itself, among the options or not. */
  readonly chosen: ReactNode;
  /** How many there are besides. */
  readonly more: number;
}

/** A filter as a chip: what is filtered by, the value in force, and a cross that removes it. */
export function FilterMenu({ label, value, options, onChoose, none, find }: FilterMenuProps) {
  const texts = useTexts(filterTexts);
  const any = none ?? texts.any;
  const chosen = options.find(([id]) => id === value);
  return (
    <span className={value === undefined ? 'chip' : 'chip set'}>
      <MenuButton
        className="chip-button"
        told={find && <FindField label={label} {...find} />}
        items={[
          { id: '', label: any, checked: value === undefined, onChoose: () => onChoose(undefined) },
          ...options.map(([id, name]) => ({ id, label: name, checked: id === value, onChoose: () => onChoose(id) })),
        ]}
      >
        {label}
        <b>{find?.chosen ?? chosen?.[1] ?? value ?? any}</b>
        {value === undefined && <Icon name="down" small />}
      </MenuButton>
      {value !== undefined && (
        <button type="button" className="chip-clear" aria-label={texts.clear(label)} onClick={() => onChoose(undefined)}>
          <Icon name="close" small />
        </button>
      )}
    </span>
  );
}

function FindField({ label, onWords, more }: Pick<FindOptions, 'onWords' | 'more'> & { readonly label: string }) {
  const texts = useTexts(filterTexts);
  const words = useRef(onWords);
  // A menu that is opened again begins with all of them.
  useEffect(() => {
    const tell = words.current;
    tell('');
    return () => tell('');
  }, []);
  return (
    <>
      <input
        type="search"
        className="input"
        aria-label={texts.find(label)}
        placeholder={texts.find(label)}
        onChange={({ target, nativeEvent }) => {
          if (!(nativeEvent as InputEvent).isComposing) onWords(target.value);
        }}
        onCompositionEnd={({ currentTarget }) => onWords(currentTarget.value)}
      />
      {more > 0 && <p className="small">{texts.more(more)}</p>}
    </>
  );
}
