import { useSyncExternalStore } from 'react';
import { instant, type Instant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';

/** `second` for what counts down its last hour, `calm` (every ten seconds) for everything else on a page. */
export type Pace = 'second' | 'calm';

interface Ticker {
  readonly step: number;
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setTimeout> | undefined;
}

const tickers: Record<Pace, Ticker> = {
  second: { step: 1_000, listeners: new Set(), timer: undefined },
  calm: { step: 10_000, listeners: new Set(), timer: undefined },
};

function schedule(ticker: Ticker): void {
  // A little past the boundary, so that the step just begun is the one that is read.
  const wait = ticker.step - (serverNow() % ticker.step) + 5;
  ticker.timer = setTimeout(() => {
    for (const listener of ticker.listeners) listener();
    schedule(ticker);
  }, wait);
}

function subscribeTo(pace: Pace): (listener: () => void) => () => void {
  return (listener) => {
    const ticker = tickers[pace];
    ticker.listeners.add(listener);
    if (ticker.timer === undefined) schedule(ticker);
    return () => {
      ticker.listeners.delete(listener);
      if (ticker.listeners.size > 0) return;
      clearTimeout(ticker.timer);
      ticker.timer = undefined;
    };
  };
}

const subscriptions = { second: subscribeTo('second'), calm: subscribeTo('calm') };

/** The server's time, renewed at the given pace; all readers of one pace share one timer. */
export function useNow(pace: Pace): Instant {
  const step = tickers[pace].step;
  return instant(useSyncExternalStore(subscriptions[pace], () => Math.floor(serverNow() / step) * step));
}
