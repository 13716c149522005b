import { useEffect, useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from 'react';
import { Icon, type IconName } from '../icons.tsx';
import { heldByInputMethod } from '../keys.ts';
import './palette.css';

export interface PaletteEntry {
  readonly id: string;
  readonly label: string;
  /** Which characters of the label answer what was typed. */
  readonly at: readonly number[];
  readonly hint?: string | undefined;
  readonly keys?: string | undefined;
  readonly icon?: IconName | undefined;
  readonly onChoose: () => void;
}

export interface PaletteGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly PaletteEntry[];
}

export interface PaletteTexts {
  readonly palette: string;
  readonly placeholder: string;
  readonly nothing: (typed: string) => string;
  readonly count: (count: number) => string;
  readonly searching: string;
  readonly keys: { readonly move: string; readonly choose: string; readonly close: string };
}

/** Longer is nothing that anybody looks for by hand; what is said of it stays in the window. */
const LONGEST_LINE = 100;

interface PaletteProps {
  readonly texts: PaletteTexts;
  readonly typed: string;
  /** Told of what is typed, but never while an input method still composes it. */
  readonly onType: (typed: string) => void;
  readonly groups: readonly PaletteGroup[];
  /** More may still come. */
  readonly searching: boolean;
  readonly onClose: () => void;
}

/**
 * One line to type in, and all that answers it: a combobox over a list box, so that the keys stay in the line while the list is
 * walked. An entry is carried out once the palette is gone, so that it may take the focus.
 */
export function Palette({ texts, typed, onType, groups, searching, onClose }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const [line, setLine] = useState(typed);
  const entries = groups.flatMap((group) => group.entries);
  const [active, setActive] = useState<string | null>(null);
  const current = entries.find((entry) => entry.id === active) ?? entries[0];
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  const place = current === undefined ? undefined : `${id}-${entries.indexOf(current)}`;
  useEffect(() => {
    if (place !== undefined) document.getElementById(place)?.scrollIntoView({ block: 'nearest' });
  }, [place]);

  const choose = (entry: PaletteEntry) => {
    onClose();
    setTimeout(entry.onChoose);
  };
  const type = (text: string) => {
    setActive(null);
    onType(text);
  };
  const onKey = (event: KeyboardEvent) => {
    // Enter, arrows and Escape belong to the candidates of the input method while it composes.
    if (heldByInputMethod(event.nativeEvent)) return;
    const here = current === undefined ? -1 : entries.indexOf(current);
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    const commanded = event.ctrlKey || event.metaKey;
    if (step !== undefined && entries.length > 0) setActive(entries[(here + step + entries.length) % entries.length]?.id ?? null);
    else if (event.key === 'Enter' && current !== undefined) choose(current);
    else if (event.key.toLowerCase() === 'k' && commanded) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label={texts.palette}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="palette-body">
        <div className="palette-line">
          <Icon name="search" />
          <input
            type="text"
            role="combobox"
            aria-expanded={entries.length > 0}
            aria-controls={`${id}-list`}
            aria-activedescendant={place}
            aria-autocomplete="list"
            aria-label={texts.palette}
            placeholder={texts.placeholder}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={LONGEST_LINE}
            value={line}
            onChange={(event) => {
              setLine(event.target.value);
              if (!(event.nativeEvent as InputEvent).isComposing) type(event.target.value);
            }}
            onCompositionEnd={(event) => type(event.currentTarget.value)}
            onKeyDown={onKey}
          />
        </div>
        <div className="palette-list" role="listbox" id={`${id}-list`} aria-label={texts.palette} aria-busy={searching}>
          {groups.map((group) => (
            <div key={group.id} role="group" aria-labelledby={`${id}-${group.id}`}>
              <h2 id={`${id}-${group.id}`} role="presentation">
                {group.title}
              </h2>
              {group.entries.map((entry) => (
                <Option
                  key={entry.id}
                  entry={entry}
                  place={`${id}-${entries.indexOf(entry)}`}
                  selected={entry === current}
                  onChoose={() => choose(entry)}
                  onPoint={() => setActive(entry.id)}
                />
              ))}
            </div>
          ))}
        </div>
        <p className={entries.length === 0 ? 'palette-none' : 'unseen'} role="status">
          {entries.length > 0 ? texts.count(entries.length) : searching ? texts.searching : texts.nothing(typed.trim())}
        </p>
        <footer aria-hidden="true">
          <span>
            <kbd>↑</kbd> <kbd>↓</kbd> {texts.keys.move}
          </span>
          <span>
            <kbd>Enter</kbd> {texts.keys.choose}
          </span>
          <span>
            <kbd>Esc</kbd> {texts.keys.close}
          </span>
        </footer>
      </div>
    </dialog>
  );
}

interface OptionProps {
  readonly entry: PaletteEntry;
  readonly place: string;
  readonly selected: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

function Option({ entry, place, selected, onChoose, onPoint }: OptionProps) {
  return (
    <div role="option" id={place} aria-selected={selected} onClick={onChoose} onPointerMove={onPoint}>
      {entry.icon === undefined ? <span className="icon" /> : <Icon name={entry.icon} />}
      <span className="label">
        {stretches(entry).map((stretch) => (stretch.answers ? <mark key={stretch.from}>{stretch.text}</mark> : stretch.text))}
      </span>
      {entry.hint !== undefined && <span className="hint">{entry.hint}</span>}
      {entry.keys !== undefined && <kbd>{entry.keys}</kbd>}
    </div>
  );
}

/** The label in stretches that answer what was typed and such that do not. */
function stretches({ label, at }: PaletteEntry): readonly { from: number; text: string; answers: boolean }[] {
  const answering = new Set(at);
  const found: { from: number; text: string; answers: boolean }[] = [];
  for (const [from, sign] of label.split('').entries()) {
    const last = found.at(-1);
    if (last?.answers === answering.has(from)) last.text += sign;
    else found.push({ from, text: sign, answers: answering.has(from) });
  }
  return found;
}
