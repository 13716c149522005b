import type { HolidayYear } from './calendar.schema.ts';
import type { ServicePlan } from './plan.schema.ts';
import { noticesOf } from './plan.store.ts';
import { shippedYears } from './shipped-holidays.ts';

/**
 * The plan with every holiday year that is known today, for who looks back at years in which it did not hold: those that the product
 * ships, above them the plan's own, above them what the provider's table says, where it is a stored plan.
 */
export function withKnownYears(plan: ServicePlan): ServicePlan {
  const named = Object.values(plan.calendars).flatMap((calendar) =>
    calendar.kind === 'weekly' && calendar.holidays != null ? [calendar.holidays] : [],
  );
  const sets = [...new Set([...Object.keys(plan.holidaySets ?? {}), ...named])];
  const holidaySets = sets.map((set) => {
    const shipped = [...shippedYears(set)].map(([year, days]) => [String(year), days] as const);
    const noticed = new Map<string, HolidayYear>();
    for (const { year, off, makeUp, withdrawn } of noticesOf(plan).filter((notice) => notice.set === set)) {
      if (withdrawn === true) noticed.delete(String(year));
      else noticed.set(String(year), { off: [...off], makeUp: [...makeUp] });
    }
    return [set, { ...Object.fromEntries(shipped), ...plan.holidaySets?.[set], ...Object.fromEntries(noticed) }] as const;
  });
  return { ...plan, holidaySets: Object.fromEntries(holidaySets) };
}
