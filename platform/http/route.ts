import type { Readable } from 'node:stream';
import type { z } from 'zod';
import type { Refusal } from '../command/refusal.ts';

export interface RequestMeta {
  readonly address: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly language: 'zh' | 'en';
  /** Of the caller's session, where there is one. */
  readonly sessionId?: string | undefined;
}

/** A file to be sent as it is: never rendered as a page of ours. What is large comes as a stream. */
export interface FileAnswer {
  readonly file: Uint8Array | Readable;
  readonly mediaType: string;
  readonly name: string;
  /** `inline` only for types that cannot run: pictures and PDF. */
  readonly disposition: 'inline' | 'attachment';
}

export interface RouteAnswer {
  readonly status: number;
  readonly body?: unknown;
  readonly file?: FileAnswer;
  /** What is told one after the other, as each is known; instead of `body`. */
  readonly lines?: AsyncIterable<unknown>;
  readonly setCookie?: readonly string[];
}

export interface RouteCall<Actor, Params, Query, Body> {
  readonly actor: Actor;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly meta: RequestMeta;
}

/**
 * One entry of the contract: path, shapes, who may come. The server mounts it, the API's description is made from it,
 * tests walk it. A route without a policy does not exist: `access` and `policy` are asked for by the type.
 */
export interface Route<Actor, Params = unknown, Query = unknown, Body = unknown> {
  readonly method: 'GET' | 'POST';
  /** `/api/service-requests/:id`; parameters as fastify writes them. */
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  /** `public`: without sign-in; `signedIn`: any signed-in person, narrowed by the policy; the actor is null only in public ones. */
  readonly access: 'public' | 'signedIn';
  /** The right asked, as a sentence for the docs: which verb on which thing, or why none is needed. */
  readonly policy: string;
  /** What else whoever calls it must know. */
  readonly note?: string;
  readonly params?: z.ZodType<Params>;
  readonly query?: z.ZodType<Query>;
  readonly body?: z.ZodType<Body>;
  /** What a 2xx answer holds, for the API's description. */
  readonly answer?: z.ZodType;
  /** What each line of a 2xx answer holds, where it comes as JSON lines. */
  readonly line?: z.ZodType;
  /** Media types where a 2xx answer is a file. */
  readonly file?: readonly string[];
  /** Open also to a session that waits for its second factor: what enrolling one needs. */
  readonly openToConfined?: true;
  /** True where the body carries other bodies, which are looked at where they go. */
  readonly relays?: boolean;
  readonly handle: (call: RouteCall<Actor, Params, Query, Body>) => Promise<RouteAnswer | Refusal>;
}

export type AnyRoute<Actor> = Route<Actor>;

/** Gives a route its types from its own shapes; the erased form is what the list of routes holds. */
export function route<Actor, Params, Query, Body>(definition: Route<Actor, Params, Query, Body>): AnyRoute<Actor> {
  return definition as unknown as AnyRoute<Actor>;
}
