/** How long lines may take, in milliseconds: who is slower or says nothing is cut off and leaves room for others. */
export interface Patience {
  /** From the opening of a line, or the first byte of a further request on it, to the end of the headers. */
  readonly headersMs: number;
  /** To the end of a request as a whole. */
  readonly requestMs: number;
  /** Between an answer and the next request on the same line, as clients are told. */
  readonly keepAliveMs: number;
  /** So much longer the line is really kept: who sends at the last moment of what they were told finds it open, also where a machine stood still. */
  readonly keepAliveGraceMs: number;
  /** While a request or an answer is under way and nothing moves either way: whoever does not read what they asked for. */
  readonly stillMs: number;
  /** How often it is looked whether headers and requests are late. */
  readonly lookEveryMs: number;
}

/**
 * A photo of 20 MB over the weak line of a machine room takes minutes, so that a request as a whole may; headers fit into a packet or
 * two and come at once. Streams of changes beat more often than a line may stand still.
 */
export const PATIENCE: Patience = {
  headersMs: 15_000,
  requestMs: 240_000,
  keepAliveMs: 65_000,
  keepAliveGraceMs: 5_000,
  stillMs: 90_000,
  lookEveryMs: 5_000,
};

/** The same as the server's own settings. */
export function linesWithin(patience: Patience): {
  readonly requestTimeout: number;
  readonly keepAliveTimeout: number;
  readonly connectionTimeout: number;
  readonly http: {
    readonly headersTimeout: number;
    readonly connectionsCheckingInterval: number;
    readonly keepAliveTimeoutBuffer: number;
  };
} {
  return {
    requestTimeout: patience.requestMs,
    keepAliveTimeout: patience.keepAliveMs,
    connectionTimeout: patience.stillMs,
    http: {
      headersTimeout: patience.headersMs,
      connectionsCheckingInterval: patience.lookEveryMs,
      keepAliveTimeoutBuffer: patience.keepAliveGraceMs,
    },
  };
}
