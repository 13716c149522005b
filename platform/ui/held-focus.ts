/** Where the focus stands now, to give it back: what cannot be written in for a while loses it. Not to whoever went elsewhere meanwhile. */
export function heldFocus(): () => void {
  const held = document.activeElement;
  return () => {
    if (held instanceof HTMLElement && document.activeElement === document.body) held.focus({ preventScroll: true });
  };
}
