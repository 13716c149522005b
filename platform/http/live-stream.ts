import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';

/** What the server signals: that something of this topic changed. Data is read again through the ordinary API. */
export interface Signal {
  readonly topic: string;
}

/** Signals that come together are answered together. */
const GATHER_MS = 120;
const RETRY_MS = 3_000;

function signalOf(data: string): Signal | undefined {
  try {
    const read: unknown = JSON.parse(data);
    return typeof read === 'object' && read !== null && 'topic' in read && typeof read.topic === 'string' ? { topic: read.topic } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Whether what is kept under a key may have changed by a topic such as `serviceRequest/ID`: a key that names the same thing,
 * or one that begins with a collection (`lists`), which may hold it.
 */
export function concerns(key: readonly unknown[], topics: ReadonlySet<string>, lists: ReadonlySet<string>): boolean {
  const [first] = key;
  if (typeof first === 'string' && lists.has(first)) return true;
  return key.some((part) => typeof part === 'string' && topics.has(part));
}

function invalidate(client: QueryClient, topics: ReadonlySet<string>, lists: ReadonlySet<string>): void {
  void client.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, topics, lists) });
}

/** Listens to the server's stream while the page is open and lets changed things be read again. Tells whether it is connected. */
export function useLiveStream(path: string, lists: ReadonlySet<string>): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(true);
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let gather: ReturnType<typeof setTimeout> | undefined;
    let lost = false;
    const waiting = new Set<string>();
    const flush = () => {
      gather = undefined;
      invalidate(client, new Set(waiting), lists);
      waiting.clear();
    };
    const listen = () => {
      source = new EventSource(path);
      source.onopen = () => {
        setConnected(true);
        // What was signalled while the line was down is not known: everything shown is read again.
        if (lost) void client.invalidateQueries();
        lost = false;
      };
      source.onmessage = (event: MessageEvent<string>) => {
        const signal = signalOf(event.data);
        if (signal === undefined) return;
        for (const part of signal.topic.split(/[/:]/)) waiting.add(part);
        gather ??= setTimeout(flush, GATHER_MS);
      };
      source.onerror = () => {
        lost = true;
        setConnected(false);
        if (source?.readyState === EventSource.CLOSED) retry = setTimeout(listen, RETRY_MS);
      };
    };
    listen();
    return () => {
      source?.close();
      clearTimeout(retry);
      clearTimeout(gather);
    };
  }, [client, path, lists]);
  return connected;
}
