import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { Icon } from './icons.tsx';
import { heldByInputMethod } from './keys.ts';
import './menu.css';

export interface MenuItem {
  readonly id: string;
  readonly label: ReactNode;
  /** Set where the menu chooses one of several; the chosen one carries a tick. */
  readonly checked?: boolean;
  /** A line above it: another kind of thing begins. */
  readonly apart?: boolean;
  readonly onChoose: () => void;
}

interface MenuButtonProps {
  /** What the button shows; its accessible name unless `name` says another. */
  readonly children: ReactNode;
  readonly name?: string;
  readonly className?: string;
  readonly items: readonly MenuItem[];
  /** What stands above the items: who is signed in, or a field that narrows them, which has the focus first. */
  readonly told?: ReactNode;
  readonly end?: boolean;
  /** Opens above the button: where the button stands at the foot of the page. */
  readonly above?: boolean;
}

/** Pixels between a menu and the edge of the window, where it would stand beyond it. */
const FROM_EDGE = 8;

/** As it is opened, before it is seen. */
function keepInside(menu: HTMLElement | null): void {
  if (menu === null) return;
  const beyond = menu.getBoundingClientRect().right + FROM_EDGE - document.documentElement.clientWidth;
  if (beyond > 0) menu.style.translate = `${-beyond}px`;
}

function entriesOf(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role^="menuitem"]') ?? [])];
}

/** A button that opens a menu, by mouse and by keys: arrows, Home, End, Escape; the button has the focus again afterwards. */
export function MenuButton({ children, name, className = 'button', items, told, end = false, above = false }: MenuButtonProps) {
  const [open, setOpen] = useState(false);
  const anchor = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const all = entriesOf(anchor.current);
    const choosing = all[0]?.role === 'menuitemradio';
    const chosen = choosing ? all.find((entry) => entry.ariaChecked === 'true') : undefined;
    (anchor.current?.querySelector('input') ?? chosen ?? all[0])?.focus();
    const outside = (event: Event) => {
      if (event.target instanceof Node && !anchor.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const move = (event: KeyboardEvent) => {
    if (heldByInputMethod(event.nativeEvent)) return;
    const all = entriesOf(anchor.current);
    const here = all.indexOf(document.activeElement as HTMLElement);
    const isTyping = event.target instanceof HTMLInputElement;
    const steps: Record<string, number> = {
      ArrowDown: (here + 1) % all.length,
      ArrowUp: here === -1 ? all.length - 1 : (here - 1 + all.length) % all.length,
      // In a field they move along what is typed.
      ...(isTyping ? {} : { Home: 0, End: all.length - 1 }),
    };
    const next = steps[event.key];
    if (event.key === 'Escape') close();
    else if (event.key === 'Tab') setOpen(false);
    else if (next !== undefined) all[next]?.focus();
    else return;
    if (event.key !== 'Tab') {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  return (
    <div className="menu-anchor" ref={anchor} onKeyDown={open ? move : undefined}>
      <button
        ref={button}
        type="button"
        className={className}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        aria-label={name}
        onClick={() => setOpen(!open)}
      >
        {children}
      </button>
      {open && (
        <div ref={keepInside} className={['menu', end ? 'end' : '', above ? 'above' : ''].filter(Boolean).join(' ')}>
          {told !== undefined && <div className="told">{told}</div>}
          <div role="menu" id={id} aria-label={name}>
            {items.map((item) => (
              <button
                key={item.id}
                type="button"
                tabIndex={-1}
                className={item.apart === true ? 'apart' : undefined}
                role={item.checked === undefined ? 'menuitem' : 'menuitemradio'}
                aria-checked={item.checked}
                onClick={() => {
                  close();
                  item.onChoose();
                }}
              >
                {item.label}
                {item.checked === true && <Icon name="check" small />}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
