import { useRef } from 'react';

/**
 * How a page goes to another address of its own. What the address lays over the page (`open`) is a step of the browser's
 * history: going back closes it, and closing it goes back. Everything else takes the place of the address before.
 *
 * @param go to that address, in the place of the present one or after it
 */
export function useOpening<Search extends { readonly open?: string | undefined }>(
  search: Search,
  go: (to: Search, replace: boolean) => void,
): (changed: Partial<Search>) => void {
  const isOpenedHere = useRef(false);
  return (changed) => {
    const to = { ...search, ...changed };
    if (search.open !== undefined && to.open === undefined && isOpenedHere.current) {
      isOpenedHere.current = false;
      window.history.back();
      return;
    }
    const opens = search.open === undefined && to.open !== undefined;
    if (opens) isOpenedHere.current = true;
    go(to, !opens);
  };
}
