import { useMemo, useState, type CSSProperties } from 'react';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { ClockMark, ClockView } from '../clock-view.schema.ts';
import './clock-strip.css';
import './ribbon.css';
import './strip-widths.css';
import { clockTexts } from './clock.texts.ts';
import { ClockAnnouncer } from './ClockAnnouncer.tsx';
import { ClockSegment } from './ClockSegment.tsx';
import { GatheredClocks } from './GatheredClocks.tsx';
import { liveClock } from './live-clock.rules.ts';
import { useCalendarTurn } from './useCalendarTurn.ts';
import { clockKey, ledBy, stripOrder } from '../strip-order.rules.ts';

export interface ClockStripProps {
  readonly clocks: readonly ClockView[];
  readonly onWhy?: ((clock: ClockView) => void) | undefined;
  /** How many kept clocks the gathered cell names; six where room is short. */
  readonly named?: number;
}

const summarised: readonly ClockMark[] = ['kept', 'breached', 'warning', 'running', 'resting', 'paused', 'waived'];
const HOUR = 3600;

/** Whether the large figure shows seconds now: only in its last hour, only while its calendar is open. */
function inLastHour(next: ClockView | null): boolean {
  return (
    next !== null &&
    next.calendar.openNow &&
    next.mark !== 'paused' &&
    next.remainingSeconds !== null &&
    next.remainingSeconds <= HOUR + 60
  );
}

/** How many stand side by side below the next deadline, so that every row holds about as many: with room for five, and for three. */
function evenly(cells: number): CSSProperties {
  const columns = (most: number) => Math.ceil(cells / Math.max(1, Math.ceil(cells / most)));
  return { '--columns': columns(5), '--columns-narrow': columns(3) } as CSSProperties;
}

/** The commitments of one subject as one line of time: the signature of every page. */
export function ClockStrip({ clocks, onWhy, named = 9 }: ClockStripProps) {
  const texts = useTexts(clockTexts);
  const order = useMemo(() => stripOrder(clocks), [clocks]);
  const now = useNow(inLastHour(order.next) ? 'second' : 'calm');
  useCalendarTurn(clocks, now);
  const [unfolded, setUnfolded] = useState<'kept' | 'notStarted' | null>(null);
  const toggle = (mark: 'kept' | 'notStarted') => setUnfolded(unfolded === mark ? null : mark);
  const live = (view: ClockView) => liveClock(view, now);
  const segment = (view: ClockView) => <ClockSegment key={clockKey(view)} clock={live(view)} onWhy={onWhy} />;
  const idle = [...order.notStarted, ...order.cancelled];
  const counts = summarised
    .map((mark) => [mark, clocks.filter((clock) => clock.mark === mark).length] as const)
    .filter(([, count]) => count > 0);
  const led = ledBy(order);
  const gathered = order.kept.slice(led.length);
  const cells =
    (gathered.length > 0 ? 1 : 0) +
    led.length +
    order.breaches.length +
    order.open.length +
    order.waived.length +
    (idle.length > 0 ? 1 : 0);
  const room = cells > 4 ? 'crowded' : cells < 3 ? 'sparse' : '';
  const label = texts.strip + texts.colon + counts.map(([mark, count]) => texts.summary(count, mark)).join(texts.comma);
  return (
    <section className="strip-frame" aria-label={label}>
      <ul className={`strip ${room} ${order.next === null ? 'at-rest' : ''}`} style={evenly(cells)}>
        {led.map(segment)}
        {gathered.length > 0 && (
          <GatheredClocks
            clocks={gathered.map(live)}
            mark="kept"
            named={room === 'crowded' ? Math.min(named, 6) : named}
            unfolded={unfolded === 'kept'}
            onUnfold={() => toggle('kept')}
          />
        )}
        {order.breaches.map(segment)}
        {order.next && <ClockSegment clock={live(order.next)} next onWhy={onWhy} />}
        {order.open.map(segment)}
        {order.waived.map(segment)}
        {idle.length > 1 ? (
          <GatheredClocks
            clocks={idle.map(live)}
            mark="notStarted"
            named={3}
            unfolded={unfolded === 'notStarted'}
            onUnfold={() => toggle('notStarted')}
          />
        ) : (
          idle.map(segment)
        )}
      </ul>
      {unfolded !== null && <ul className="strip unfolded">{(unfolded === 'kept' ? gathered : idle).map(segment)}</ul>}
      <ClockAnnouncer clocks={clocks} />
    </section>
  );
}
