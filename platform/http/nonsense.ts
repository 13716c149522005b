import type { Socket } from 'node:net';
import { refusal, type Refusal } from '../command/refusal.ts';
import { problemOf } from './problem.ts';

const NOT_HTTP = refusal(400, 'notHttp', {
  zh: '发来的不是有效的HTTP。',
  en: 'What was sent is no valid HTTP.',
});
const TOO_SLOW = refusal(408, 'tooSlow', {
  zh: '请求没有及时传完。请再发一次。',
  en: 'The request did not arrive in time. Send it again.',
});
const TOO_MANY_HEADERS = refusal(431, 'headersTooLarge', {
  zh: '请求头太大。清除本站的cookie再试。',
  en: 'The headers are too large. Clear the cookies of this site and try again.',
});

const BY_CODE: Readonly<Record<string, Refusal>> = { ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW, HPE_HEADER_OVERFLOW: TOO_MANY_HEADERS };
const REASONS: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

/** Answers a line on which nothing came that could be asked in what language it wants to be refused. */
export function answerNonsense(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const why = BY_CODE[error.code ?? ''] ?? NOT_HTTP;
  const body = JSON.stringify(problemOf(why, 'zh'));
  const head = `HTTP/1.1 ${why.status} ${REASONS[why.status] ?? ''}`;
  const length = Buffer.byteLength(body);
  socket.end(
    `${head}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${length}\r\nconnection: close\r\n\r\n${body}`,
  );
}
