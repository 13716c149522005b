import type { QueryClient } from '@tanstack/react-query';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { SIGNED_OUT } from './client.ts';

/** What the server signals under the name `changed`: that something of these topics changed. Data is read again through the API. */
const EVENT = 'changed';
/** The topic under which anything may have changed. Every connection begins with it: whatever is shown may be old. */
const EVERYTHING = 'all';

/** Signals that come together are answered together. */
const GATHER_MS = 120;
const RETRY_MS = 3_000;
/** Who is refused again and again asks no more often than this. */
const RETRY_AT_MOST_MS = 60_000;

/** How long to wait before trying again, after so many refusals in a row. */
export function waitAfter(refusals: number): number {
  return Math.min(RETRY_MS * 2 ** (refusals - 1), RETRY_AT_MOST_MS);
}

export function topicsOf(data: string): readonly string[] {
  try {
    const read: unknown = JSON.parse(data);
    if (typeof read !== 'object' || read === null || !('topics' in read) || !Array.isArray(read.topics)) return [];
    return read.topics.filter((topic) => typeof topic === 'string');
  } catch {
    return [];
  }
}

/**
 * Whether what is kept under a key may have changed by a topic such as `service-requests/ID`: a key that names the same thing,
 * or one that begins with a collection (`lists`), which may hold it.
 */
export function concerns(key: readonly unknown[], topics: ReadonlySet<string>, lists: ReadonlySet<string>): boolean {
  const [first] = key;
  if (typeof first === 'string' && lists.has(first)) return true;
  return key.some((part) => typeof part === 'string' && topics.has(part));
}

function invalidate(client: QueryClient, topics: ReadonlySet<string>, lists: ReadonlySet<string>): void {
  if (topics.has(EVERYTHING)) void client.invalidateQueries();
  else void client.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, topics, lists) });
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
    let greeted = false;
    let refusals = 0;
    const waiting = new Set<string>();
    const flush = () => {
      gather = undefined;
      invalidate(client, new Set(waiting), lists);
      waiting.clear();
    };
    const listen = () => {
      source = new EventSource(path);
      source.addEventListener('open', () => {
        greeted = false;
        refusals = 0;
        setConnected(true);
      });
      source.addEventListener(EVENT, (event: MessageEvent<string>) => {
        const topics = topicsOf(event.data);
        // What was signalled while the line was down is not known; a first connection has nothing to catch up on.
        if (!greeted) {
          greeted = true;
          if (lost) void client.invalidateQueries();
          lost = false;
          return;
        }
        for (const topic of topics) for (const part of topic.split('/')) waiting.add(part);
        if (topics.length > 0) gather ??= setTimeout(flush, GATHER_MS);
      });
      source.addEventListener('error', () => {
        lost = true;
        setConnected(false);
        // The browser tries again by itself, but not where it was refused. It does not tell why: the session may be over.
        if (source?.readyState !== EventSource.CLOSED) return;
        window.dispatchEvent(new CustomEvent(SIGNED_OUT, { detail: path }));
        refusals += 1;
        retry = setTimeout(listen, waitAfter(refusals));
      });
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
