import { connect, type Socket } from 'node:net';
import { zstdDecompressSync } from 'node:zlib';

export interface HttpAnswer {
  readonly status: number;
  /** What went over the wire, the head left out. */
  readonly bytes: number;
  /** Unpacked when it is asked for. */
  readonly text: string;
}

/**
 * One kept-alive connection that asks one thing after the other: as little of the processor as can be goes to the asking. One that the
 * server closed while nothing was asked is opened anew.
 */
export interface HttpConnection {
  readonly get: (path: string) => Promise<HttpAnswer>;
  readonly post: (path: string, body: unknown) => Promise<HttpAnswer>;
  readonly close: () => void;
}

export function openHttpConnection(options: { port: number; cookie: string }): HttpConnection {
  const { port, cookie } = options;
  const open = () => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    return { socket, answers: answersOf(socket) };
  };
  let line = open();
  const ask = (head: string, body: string): Promise<HttpAnswer> => {
    if (line.socket.closed || line.socket.readableEnded) line = open();
    const waiting = line.answers();
    line.socket.write(
      `${head} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\ncookie: ${cookie}\r\naccept-encoding: zstd\r\n${body === '' ? '\r\n' : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`}`,
    );
    return waiting;
  };
  return {
    get: (path) => ask(`GET ${path}`, ''),
    post: (path, body) => ask(`POST ${path}`, JSON.stringify(body)),
    close: () => line.socket.destroy(),
  };
}

/** Cuts the stream into answers by their content length; the product's API sends no other kind. */
function answersOf(socket: Socket): () => Promise<HttpAnswer> {
  let received: Buffer = Buffer.alloc(0);
  let waiting: { resolve: (answer: HttpAnswer) => void; reject: (error: Error) => void } | undefined;
  const take = (): void => {
    const headEnd = received.indexOf('\r\n\r\n');
    if (headEnd < 0 || waiting === undefined) return;
    const head = received.subarray(0, headEnd).toString('latin1');
    const length = Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? Number.NaN);
    if (Number.isNaN(length)) return waiting.reject(new Error(`an answer without a length: ${head}`));
    const end = headEnd + 4 + length;
    if (received.length < end) return;
    const { resolve } = waiting;
    waiting = undefined;
    const packed = received.subarray(headEnd + 4, end);
    const isPacked = /\r\ncontent-encoding: zstd/i.test(head);
    received = received.subarray(end);
    resolve({
      status: Number(head.slice(9, 12)),
      bytes: packed.length,
      get text() {
        return (isPacked ? zstdDecompressSync(packed) : packed).toString('utf8');
      },
    });
  };
  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    take();
  });
  socket.on('error', (error) => waiting?.reject(error));
  socket.on('close', () => waiting?.reject(new Error('the server closed the line before it answered')));
  return () => new Promise((resolve, reject) => (waiting = { resolve, reject }));
}
