import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import { Icon } from './icons.tsx';
import './drawer.css';

interface DrawerProps {
  readonly title: ReactNode;
  readonly closeLabel: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
  /** `drawer` slides in from the right, `sheet` stands in the middle. */
  readonly shape?: 'drawer' | 'sheet';
  /** Something stands in it that is kept nowhere else: a press beside it does not close it. */
  readonly holds?: boolean;
}

/** What is laid over the page for a while. The browser's own dialogue: it keeps the focus, closes by Escape and gives the focus back. */
export function Drawer({ title, closeLabel, onClose, children, foot, shape = 'drawer', holds = false }: DrawerProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  const begunOnVeil = useRef(false);
  // While it still stands in the page: a dialogue that is already taken out gives the focus back to nobody.
  useLayoutEffect(() => {
    const shown = dialog.current;
    if (shown && !shown.open) shown.showModal();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={shape}
      aria-labelledby={id}
      onCancel={(event) => {
        // Not that of a drawer laid over this one, nor of a file that was not chosen after all.
        if (event.target !== dialog.current) return;
        event.preventDefault();
        onClose();
      }}
      // The dialogue itself is only hit where its content is not: on the veil around it. What began within and ran over the edge, a
      // stroke or words being selected, ends there as a click of the dialogue too, and is none.
      onPointerDown={(event) => {
        begunOnVeil.current = event.target === dialog.current;
      }}
      onClick={(event) => {
        if (event.target === dialog.current && begunOnVeil.current && !holds) onClose();
      }}
    >
      <div className="drawer-body">
        <header>
          <h2 id={id}>{title}</h2>
          <button type="button" className="button quiet compact" aria-label={closeLabel} onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {children}
        {foot !== undefined && <footer>{foot}</footer>}
      </div>
    </dialog>
  );
}
