import type { FastifyRequest } from 'fastify';
import { refusal, type Refusal } from '../command/refusal.ts';
import { NO_SUCH_ADDRESS } from './addresses.ts';

type CodedError = Error & { readonly statusCode?: number; readonly code?: string };

export const UNREADABLE_ADDRESS = refusal(400, 'addressUnreadable', {
  zh: '地址里有不成对的百分号编码。改正后再发。',
  en: 'The address holds a percent sign that encodes nothing. Mend it and send again.',
});

export const NOT_UTF8 = refusal(400, 'notUtf8', {
  zh: '发来的文字不是UTF-8编码。请转成UTF-8再发。',
  en: 'What was sent is not encoded in UTF-8. Encode it so and send again.',
});

const MEDIA_TYPE = refusal(415, 'mediaType', {
  zh: '请用application/json发送，编码UTF-8；文件用multipart/form-data传到/api/files。',
  en: 'Send application/json in UTF-8; files as multipart/form-data to /api/files.',
});

const CURSOR_UNKNOWN = refusal(400, 'cursorUnknown', {
  zh: '翻页的位置已失效。请从第一页重新打开。',
  en: 'This place in the list is no longer known. Start from the first page.',
});

/** What JSON and its senders may call UTF-8; nothing else is spoken here. */
const CHARSET = /;\s*charset\s*=\s*"?(?<charset>[^";\s]+)/i;

/** Another encoding that is told beforehand; null where it is ours or none is told. */
export function foreignCharset(contentType: string | undefined): Refusal | null {
  const charset = CHARSET.exec(contentType ?? '')?.groups?.['charset']?.toLowerCase();
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? null : MEDIA_TYPE;
}

/** Faults of the caller that come to light as errors: those that the server finds before a route is asked, and those that the database finds. */
export function knownFault(error: CodedError, request: Pick<FastifyRequest, 'query'>): Refusal | null {
  if (error.statusCode === 413)
    return refusal(413, 'tooLarge', {
      zh: '发来的内容太大。文字最多1 MB；照片请用附件上传。',
      en: 'What was sent is too large: 1 MB of text at most; send photos as files.',
    });
  if (error.statusCode === 415) return MEDIA_TYPE;
  // A folder, or a way out of it, where files are served.
  if (error.statusCode === 403 || error.statusCode === 404) return NO_SUCH_ADDRESS;
  if (error.code === 'FST_ERR_BAD_URL') return UNREADABLE_ADDRESS;
  if (error.code === NOT_UTF8.code) return NOT_UTF8;
  if (error.statusCode !== undefined && error.statusCode >= 400 && error.statusCode < 500)
    return refusal(400, 'notJson', { zh: '发来的不是有效的JSON。', en: 'What was sent is no valid JSON.' });
  if (error.code === undefined || !CALLERS_SQL_FAULTS.has(error.code)) return null;
  // The value in a cursor is the one thing that no shape looks at.
  if ((request.query as { cursor?: unknown } | null)?.cursor !== undefined) return CURSOR_UNKNOWN;
  return refusal(400, 'invalidInput', {
    zh: '有的值数据库里存不了。核对数字、时间和编号后再发。',
    en: 'Some value cannot be stored. Check numbers, times and ids, and send again.',
  });
}

/** An instant out of range or none at all, an ill-formed id, a number too large, a character that nothing stores: faults of what was sent. */
const CALLERS_SQL_FAULTS: ReadonlySet<string> = new Set(['22021', '22P05', '22007', '22008', '22P02', '22003']);
