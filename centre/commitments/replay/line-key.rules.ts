/** Lines of two forecasts are the same where they stand for the same clocks. */
export function lineKey({ clocks }: { readonly clocks: readonly { readonly clock: string }[] }): string {
  return clocks.map(({ clock }) => clock).join(' ');
}
