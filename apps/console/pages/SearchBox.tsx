import { useEffect, useEffectEvent, useState, type Ref } from 'react';
import { LONGEST_SOUGHT } from '#centre/requests/ui/search.queries.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { heldByInputMethod } from '#platform/ui/keys.ts';

interface SearchBoxProps {
  readonly label: string;
  readonly value: string;
  readonly box?: Ref<HTMLInputElement>;
  /** So many characters are needed; with fewer nothing is looked for, and the hint says so. */
  readonly least?: { readonly characters: number; readonly hint: string };
  readonly onChange: (q: string | undefined) => void;
}

const TYPING_MS = 250;

/** Searches as one types, but never while an input method still composes. */
export function SearchBox({ label, value, box, least, onChange }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const length = typed.trim().length;
  const tooFew = least !== undefined && length > 0 && length < least.characters;
  // Another view brings its own words; where they are what was told here, more may have been typed since.
  const [shown, setShown] = useState(value);
  const [told, setTold] = useState(value);
  if (shown !== value) {
    setShown(value);
    setTold(value);
    if (value !== told) setTyped(value);
  }
  const [composing, setComposing] = useState(false);
  const tell = useEffectEvent(onChange);
  useEffect(() => {
    // With too few characters nothing is looked for: what was found for more of them would stand beside other words.
    const sought = tooFew ? '' : typed.trim();
    if (composing || sought === value) return;
    const timer = setTimeout(() => {
      setTold(sought);
      tell(sought === '' ? undefined : sought);
    }, TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed, composing, tooFew, value]);
  return (
    <>
      <label className="search">
        <span className="unseen">{label}</span>
        <Icon name="search" small />
        <input
          ref={box}
          type="search"
          placeholder={label}
          maxLength={LONGEST_SOUGHT}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            // What the input method gave up by itself ends without a word.
            setComposing((event.nativeEvent as InputEvent).isComposing);
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={(event) => event.key === 'Escape' && !heldByInputMethod(event.nativeEvent) && event.currentTarget.blur()}
        />
      </label>
      {least !== undefined && (
        <span className="search-hint" role="status">
          {tooFew && !composing && least.hint}
        </span>
      )}
    </>
  );
}
