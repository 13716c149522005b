/** The duties of plans; run as a program with their files it prints in which zone it lives, and a line for each. */
import { readFileSync } from 'node:fs';
import { readPlan, type ServicePlan } from '#centre/plan/index.ts';
import { planCalendars } from '../plan-calendars.rules.ts';
import { dutiesOf, type Duty } from './duty-terms.rules.ts';

export const PRODUCTS = ['SC-7706', 'SRV-2'];

export function planIn(file: string): ServicePlan {
  const read = readPlan(readFileSync(file, 'utf8'), file);
  if (!('plan' in read)) throw new Error(`${file} holds mistakes`);
  return read.plan;
}

/** Local dates; both count. */
export function dutiesIn(plan: ServicePlan, from: string, to: string): Duty[] {
  const { calendars } = planCalendars(plan);
  return dutiesOf({ plan, calendar: (name) => calendars.get(name), window: { from, to }, products: PRODUCTS });
}

if (import.meta.main) {
  const duties = process.argv.slice(2).flatMap((file) => dutiesIn(planIn(file), '2026-01-01', '2028-01-01'));
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  process.stdout.write([timeZone, ...duties.map((duty) => JSON.stringify(duty)), ''].join('\n'));
}
