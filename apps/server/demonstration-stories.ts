import type { Assembled } from './assemble.ts';

/** What happens at the demonstration centre, told by commands. */
export async function loadStories(_house: Assembled, _providerId: string): Promise<void> {}
