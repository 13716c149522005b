/** Positions to whom the page offers a pack: by name, so that the matrix stays at the server. A customer has none that holds whole chains. */
export const PACK_EXPORTERS: readonly string[] = ['auditor'];
