import type { FastifyRequest } from 'fastify';
import { refusal, type Refusal } from '../command/refusal.ts';
import { passingCause } from '../db/passing-fault.ts';
import { NO_SUCH_ADDRESS } from './addresses.ts';

const MEGA = 1024 * 1024;

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

/** `limit`: of this installation, in bytes. */
function tooLarge(limit: number): Refusal {
  const most = limit < MEGA ? `${Math.floor(limit / 1024)} KB` : `${Math.floor((limit / MEGA) * 10) / 10} MB`;
  return refusal(413, 'tooLarge', {
    zh: `发来的内容太大。文字最多${most}；照片请用附件上传。`,
    en: `What was sent is too large: ${most} of text at most; send photos as files.`,
  });
}

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

const OUT_OF_SPACE = refusal(507, 'outOfSpace', {
  zh: '服务器的磁盘已满，这一步没有保存。请通知管理员腾出空间，再重新提交；您填写的内容还在本页。',
  en: 'The disk of the server is full and nothing of this was saved. Tell the administrator, then send again; what you typed is still on this page.',
});

const DATABASE_AWAY = refusal(
  503,
  'databaseAway',
  {
    zh: '数据库暂时没有应答，不知道这一步是否已保存。请稍后用同一内容重新提交，不会重复。',
    en: 'The database does not answer at the moment, and whether this was saved is unknown. Send the same again shortly: it is never done twice.',
  },
  { details: { retryAfterSeconds: 2 } },
);

/** The refusal of what passes by itself. Told apart from faults of ours, since whoever sends again will be served. */
export function passingFault(error: CodedError): Refusal | null {
  const cause = passingCause(error);
  return cause === null ? null : { outOfSpace: OUT_OF_SPACE, databaseAway: DATABASE_AWAY }[cause];
}

/** Faults of the caller that come to light as errors: those that the server finds before a route is asked, and those that the database finds. */
export function knownFault(error: CodedError, request: Pick<FastifyRequest, 'query' | 'routeOptions'>): Refusal | null {
  if (error.statusCode === 413) return tooLarge(request.routeOptions.bodyLimit);
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
