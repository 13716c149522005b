import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { isLanguage, languageTag, say, type BothLanguages, type Language, type Texts } from './language.ts';

interface LanguageChoice {
  readonly language: Language;
  readonly choose: (language: Language) => void;
}

const LanguageContext = createContext<LanguageChoice>({ language: 'zh', choose: () => undefined });
const KEPT_AT = 'pledge.language';

function kept(): Language | undefined {
  try {
    const value = window.localStorage.getItem(KEPT_AT);
    return isLanguage(value) ? value : undefined;
  } catch {
    return undefined; // Storage may be forbidden; the choice then lasts as long as the page.
  }
}

interface LanguageProviderProps {
  /** The language that the server knows of whoever is signed in. */
  readonly known?: Language | undefined;
  /** Told of each choice, to keep it where the person signs in next. */
  readonly onChoose?: ((language: Language) => void) | undefined;
  readonly children: ReactNode;
}

/** Holds the person's language: the one the server knows, before that the choice last made at this screen. */
export function LanguageProvider({ known, onChoose, children }: LanguageProviderProps) {
  const [chosen, setChosen] = useState<Language | undefined>(kept);
  const [sinceKnown, setSinceKnown] = useState<Language | undefined>();
  const language = sinceKnown ?? known ?? chosen ?? 'zh';
  useEffect(() => {
    document.documentElement.lang = languageTag[language];
  }, [language]);
  const choose = useCallback(
    (next: Language) => {
      setChosen(next);
      setSinceKnown(next);
      onChoose?.(next);
      try {
        window.localStorage.setItem(KEPT_AT, next);
      } catch {
        // As above: without storage the choice lasts as long as the page.
      }
    },
    [onChoose],
  );
  const value = useMemo(() => ({ language, choose }), [language, choose]);
  return <LanguageContext value={value}>{children}</LanguageContext>;
}

export function useLanguage(): LanguageChoice {
  return useContext(LanguageContext);
}

/** The texts of one component in the person's language. */
export function useTexts<T>(texts: Texts<T>): T {
  return texts[useLanguage().language];
}

/** Says a text that came from the server in both languages. */
export function useSay(): (text: BothLanguages) => string {
  const { language } = useLanguage();
  return useCallback((text) => say(text, language), [language]);
}
