import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { languageTag } from '#platform/i18n/language.ts';
import { languageNames, otherLanguage } from '#platform/i18n/names.ts';
import { MenuButton } from '../MenuButton.tsx';
import { useOffers } from '../palette/offers.tsx';
import { schemeChoices, useScheme } from '../scheme.ts';
import { shellTexts } from './shell.texts.ts';

interface UserMenuProps {
  readonly name: string;
  /** Position or organisation, below the name. */
  readonly standing?: string | undefined;
  /** Opens the page of the own sign-in. */
  readonly onMySignIn: () => void;
  readonly onSignOut: () => void;
}

/** Who is signed in; switches the language and between light and dark, signs out. */
export function UserMenu({ name, standing, onMySignIn, onSignOut }: UserMenuProps) {
  const texts = useTexts(shellTexts);
  const { language, choose } = useLanguage();
  const [scheme, chooseScheme] = useScheme();
  const other = otherLanguage(language);
  useOffers([
    { id: 'language', of: 'always', label: languageNames[other], onChoose: () => choose(other) },
    ...schemeChoices
      .filter((choice) => choice !== scheme)
      .map((choice) => ({
        id: choice,
        of: 'always' as const,
        label: texts.scheme[choice],
        onChoose: () => chooseScheme(choice),
      })),
    { id: 'signOut', of: 'always', label: texts.signOut, onChoose: onSignOut },
  ]);
  return (
    <MenuButton
      className="who"
      name={texts.signedInAs(name)}
      end
      told={
        <>
          <b>{name}</b>
          {standing !== undefined && standing !== '' && <div className="small muted">{standing}</div>}
        </>
      }
      items={[
        { id: 'language', label: <span lang={languageTag[other]}>{languageNames[other]}</span>, onChoose: () => choose(other) },
        ...schemeChoices.map((choice, index) => ({
          id: choice,
          label: texts.scheme[choice],
          checked: scheme === choice,
          apart: index === 0,
          onChoose: () => chooseScheme(choice),
        })),
        { id: 'mySignIn', label: texts.mySignIn, apart: true, onChoose: onMySignIn },
        { id: 'signOut', label: texts.signOut, onChoose: onSignOut },
      ]}
    >
      {[...name][0] ?? ''}
    </MenuButton>
  );
}
