/** Holiday years that the product brings along, by the name of the set that a plan's calendar gives. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import { holidayYearSchema, type HolidayTable, type HolidayYear } from './calendar.schema.ts';

const SETS = ['cnStatutory'] as const;

const yearsSchema = z.record(z.stringFormat('year', /^\d{4}$/), holidayYearSchema);
const known = new Map<string, ReadonlyMap<number, HolidayYear>>();

/** The years of a set that were published when the product was made; none of a set that it does not know. */
export function shippedYears(set: string): ReadonlyMap<number, HolidayYear> {
  const found = known.get(set);
  if (found !== undefined) return found;
  const years = SETS.some((name) => name === set) ? read(set) : new Map<number, HolidayYear>();
  known.set(set, years);
  return years;
}

/** All of them, by set. */
export function shippedTable(): HolidayTable {
  return Object.fromEntries(SETS.map((set) => [set, [...shippedYears(set)].map(([year, { makeUp }]) => ({ year, makeUp }))]));
}

function read(set: string): Map<number, HolidayYear> {
  const text = readFileSync(new URL(`../../plans/holidays/${set}.yaml`, import.meta.url), 'utf8');
  return new Map(Object.entries(yearsSchema.parse(parse(text))).map(([year, days]) => [Number(year), days]));
}
