import type { Assembled } from '../assemble.ts';
import { consultations } from './consultations.ts';
import { faultInProgress, faultReported } from './faults.ts';
import { faultBreached, faultKept } from './past-faults.ts';
import { storyteller } from './storyteller.ts';

/** What happens at the demonstration centre, dated from the day of loading: it looks alive on any day. */
export async function loadStories(house: Assembled, providerId: string): Promise<void> {
  const tell = await storyteller(house, providerId);
  await faultKept(tell);
  await faultBreached(tell);
  await consultations(tell);
  await faultInProgress(tell);
  await faultReported(tell);
}
