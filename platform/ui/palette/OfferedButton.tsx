import type { ComponentProps } from 'react';
import type { IconName } from '../icons.tsx';
import { useOffers } from './offers.tsx';

interface OfferedButtonProps extends Omit<ComponentProps<'button'>, 'type' | 'children' | 'onClick'> {
  /** Names the offer among those of the page. */
  readonly offer: string;
  /** What the button and the palette say. */
  readonly label: string;
  /** Beside the label in the palette alone. */
  readonly offerIcon?: IconName;
  readonly onClick: () => void;
}

/** A button that the palette reaches too, for as long as it stands there and may be pressed. */
export function OfferedButton({ offer, label, offerIcon = 'right', onClick, ...button }: OfferedButtonProps) {
  const mayBePressed = button.disabled !== true;
  useOffers(mayBePressed ? [{ id: offer, of: 'here', label, icon: offerIcon, onChoose: onClick }] : []);
  return (
    <button type="button" onClick={onClick} {...button}>
      {label}
    </button>
  );
}
