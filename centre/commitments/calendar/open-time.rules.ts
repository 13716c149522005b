import { openingsOf, type CompiledCalendar, type DayInterval, type OpenBlock } from './calendar.rules.ts';
import { DAY_MS, LAST_DAY } from './civil-date.rules.ts';

/**
 * Counting open time. A calendar's open time is kept in blocks of 64 UTC days with running sums, so that
 * a count is two lookups and the blocks between, whatever the number of seconds.
 */
const BLOCK_MS = 64 * DAY_MS;
const END_OF_TIME = (LAST_DAY + 1) * DAY_MS;
/** Blocks kept per calendar (about 90 years); only a limit of centuries needs more at once. */
const BLOCKS_KEPT = 512;

/** Open milliseconds in [from, to): closing instants do not count, overlaps count once (R1). */
export function openTimeBetween(calendar: CompiledCalendar, from: number, to: number): number {
  if (to <= from) return 0;
  if (calendar.always) return to - from;
  const first = Math.floor(from / BLOCK_MS);
  const last = Math.floor(to / BLOCK_MS);
  if (first === last) {
    const block = blockOf(calendar, first);
    return openBefore(block, to) - openBefore(block, from);
  }
  const head = blockOf(calendar, first);
  let open = head.total - openBefore(head, from);
  for (let index = first + 1; index < last; index++) open += totalOf(calendar, index);
  return open + openBefore(blockOf(calendar, last), to);
}

/**
 * The earliest instant at which `amount` open milliseconds have passed since `from` (R4): a closing instant
 * where the amount just fills the interval. Null where the calendar never opens long enough again.
 */
export function afterOpenTime(calendar: CompiledCalendar, from: number, amount: number): number | null {
  if (amount <= 0) return from;
  if (calendar.always) return from + amount < END_OF_TIME ? from + amount : null;
  let index = Math.floor(from / BLOCK_MS);
  let block = blockOf(calendar, index);
  let wanted = openBefore(block, from) + amount;
  const lastIndex = Math.floor(((Math.min(calendar.lastOpenDay, LAST_DAY) + calendar.spillDays + 3) * DAY_MS) / BLOCK_MS);
  while (wanted > block.total) {
    wanted -= block.total;
    index += 1;
    while (index <= lastIndex && totalOf(calendar, index) < wanted) {
      wanted -= totalOf(calendar, index);
      index += 1;
    }
    if (index > lastIndex) return null;
    block = blockOf(calendar, index);
  }
  return reached(block, wanted);
}

/** Open intervals that touch [from, to), cut to it, in order: what an explanation walks through. */
export function openIntervals(calendar: CompiledCalendar, from: number, to: number): DayInterval[] {
  const intervals: DayInterval[] = [];
  if (to <= from) return intervals;
  if (calendar.always) return [{ from, to }];
  for (let index = Math.floor(from / BLOCK_MS); index * BLOCK_MS < to; index++) {
    const block = blockOf(calendar, index);
    for (let i = 0; i < block.from.length; i++) {
      const opens = Math.max(block.from[i] as number, from); // i is within the block
      const closes = Math.min(block.to[i] as number, to);
      if (closes <= opens) continue;
      const previous = intervals[intervals.length - 1];
      if (previous !== undefined && previous.to === opens) intervals[intervals.length - 1] = { from: previous.from, to: closes };
      else intervals.push({ from: opens, to: closes });
    }
  }
  return intervals;
}

/** Open time from the block's beginning to `at`. */
function openBefore(block: OpenBlock, at: number): number {
  let low = 0;
  let high = block.from.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((block.from[middle] as number) <= at) low = middle + 1; // middle is within the block
    else high = middle;
  }
  if (low === 0) return 0;
  const i = low - 1;
  return (block.before[i] as number) + Math.min(at, block.to[i] as number) - (block.from[i] as number);
}

/** The earliest instant of the block with `amount` (above zero, at most its total) open time behind it. */
function reached(block: OpenBlock, amount: number): number {
  let low = 0;
  let high = block.before.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((block.before[middle] as number) < amount) low = middle + 1; // middle is within the block
    else high = middle;
  }
  const i = low - 1;
  return (block.from[i] as number) + amount - (block.before[i] as number);
}

function totalOf(calendar: CompiledCalendar, index: number): number {
  return calendar.totals.get(index) ?? blockOf(calendar, index).total;
}

function blockOf(calendar: CompiledCalendar, index: number): OpenBlock {
  const known = calendar.blocks.get(index);
  if (known !== undefined) return known;
  if (calendar.blocks.size >= BLOCKS_KEPT) calendar.blocks.clear();
  const block = buildBlock(calendar, index * BLOCK_MS);
  calendar.blocks.set(index, block);
  calendar.totals.set(index, block.total);
  return block;
}

function buildBlock(calendar: CompiledCalendar, begins: number): OpenBlock {
  const ends = begins + BLOCK_MS;
  const found: DayInterval[] = [];
  // Two days of margin: offsets reach 14 hours, and a zone may leave out a whole day.
  const firstDay = begins / DAY_MS - calendar.spillDays - 2;
  for (let day = firstDay; day * DAY_MS < ends + 2 * DAY_MS; day++) {
    for (const { from, to } of openingsOf(calendar, day)) {
      if (to > begins && from < ends) found.push({ from: Math.max(from, begins), to: Math.min(to, ends) });
    }
  }
  return withSums(united(found));
}

function united(intervals: DayInterval[]): DayInterval[] {
  intervals.sort((a, b) => a.from - b.from);
  const merged: DayInterval[] = [];
  for (const interval of intervals) {
    const last = merged[merged.length - 1];
    if (last === undefined || interval.from > last.to) merged.push(interval);
    else if (interval.to > last.to) merged[merged.length - 1] = { from: last.from, to: interval.to };
  }
  return merged;
}

function withSums(intervals: readonly DayInterval[]): OpenBlock {
  const before = new Float64Array(intervals.length);
  let total = 0;
  intervals.forEach((interval, i) => {
    before[i] = total;
    total += interval.to - interval.from;
  });
  return {
    from: Float64Array.from(intervals, (interval) => interval.from),
    to: Float64Array.from(intervals, (interval) => interval.to),
    before,
    total,
  };
}
