const KILO = 1024;

/** `800 B`, `32 kB`, `3.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < KILO) return `${bytes} B`;
  if (bytes < KILO * KILO) return `${Math.round(bytes / KILO)} kB`;
  const mega = bytes / KILO / KILO;
  return `${mega < 10 ? mega.toFixed(1) : Math.round(mega)} MB`;
}
