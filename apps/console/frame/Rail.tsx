import { Link, useNavigate } from '@tanstack/react-router';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { MenuButton } from '#platform/ui/MenuButton.tsx';
import { frameTexts } from './frame.texts.ts';
import { besideTheThumb, type ConsolePlace } from './places.ts';

interface RailProps {
  readonly places: readonly ConsolePlace[];
  /** The place whose page is open, or a page below it. */
  readonly here: ConsolePlace | undefined;
}

/** The places: all of them at the side of a desk, on a phone as many as have room for their word, and the others in a menu. */
export function Rail({ places, here }: RailProps) {
  const texts = useTexts(frameTexts);
  const navigate = useNavigate();
  const { shown, further } = besideTheThumb(places);
  const inMenu = here !== undefined && further.includes(here);
  return (
    <>
      {places.map((place) => (
        <Link
          key={place.to}
          to={place.to}
          className={shown.includes(place) ? undefined : 'further'}
          aria-current={here === place ? 'page' : undefined}
        >
          <Icon name={place.icon} />
          {texts[place.text]}
        </Link>
      ))}
      {further.length > 0 && (
        <div className="more">
          <MenuButton
            className={inMenu ? 'more-button here' : 'more-button'}
            above
            end
            items={further.map((place) => ({
              id: place.to,
              label: (
                <>
                  <Icon name={place.icon} />
                  {texts[place.text]}
                </>
              ),
              ...(inMenu ? { checked: here === place } : {}),
              onChoose: () => void navigate({ to: place.to }),
            }))}
          >
            <Icon name="more" />
            {texts.more}
          </MenuButton>
        </div>
      )}
    </>
  );
}
