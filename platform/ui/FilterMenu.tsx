import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { filterTexts } from './filter.texts.ts';
import { Icon } from './icons.tsx';
import { MenuButton } from './MenuButton.tsx';
import './filter.css';

interface FilterMenuProps {
  readonly label: string;
  readonly value: string | undefined;
  readonly options: readonly (readonly [value: string, label: string])[];
  readonly onChoose: (value: string | undefined) => void;
  /** What it is called to filter by none, where that is not simply all. */
  readonly none?: string;
}

/** A filter as a chip: what is filtered by, the value in force, and a cross that removes it. */
export function FilterMenu({ label, value, options, onChoose, none }: FilterMenuProps) {
  const texts = useTexts(filterTexts);
  const any = none ?? texts.any;
  const chosen = options.find(([id]) => id === value);
  return (
    <span className={value === undefined ? 'chip' : 'chip set'}>
      <MenuButton
        className="chip-button"
        items={[
          { id: '', label: any, checked: value === undefined, onChoose: () => onChoose(undefined) },
          ...options.map(([id, name]) => ({ id, label: name, checked: id === value, onChoose: () => onChoose(id) })),
        ]}
      >
        {label}
        <b>{chosen?.[1] ?? value ?? any}</b>
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
