import type { FastifyInstance } from 'fastify';
import { refusal, type FieldFault, type Refusal } from '../command/refusal.ts';
import { NOT_UTF8 } from './faults.ts';

/** Nothing of ours nests deeper; what does would only burden whoever walks through it. */
const DEPTH_AT_MOST = 32;
/** So many faults help whoever mends them; more would only be long. */
const FAULTS_AT_MOST = 20;

const TOO_DEEP = refusal(400, 'tooDeep', {
  zh: `发来的内容嵌套超过${DEPTH_AT_MOST}层。请减少嵌套再发。`,
  en: `What was sent nests more than ${DEPTH_AT_MOST} levels deep. Flatten it and send again.`,
});

const UNSTORABLE = {
  zh: '有看不见、存不了的字符：空字符\\u0000或半个表情符号。删去重写这一处再发。',
  en: 'There is an invisible character that cannot be stored: \\u0000 or half of an emoji. Remove it, write this place anew and send again.',
} as const;

/** JSON alone, in UTF-8 alone: another encoding would be stored as question marks. */
export function readJsonOnly(server: FastifyInstance): void {
  const parse = server.getDefaultJsonParser('error', 'error');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body: Buffer, done) => {
    let text: string;
    try {
      text = decoder.decode(body);
    } catch {
      done(Object.assign(new Error(NOT_UTF8.code), { statusCode: NOT_UTF8.status, code: NOT_UTF8.code }));
      return;
    }
    void parse(request, text, done);
  });
}

/** What no shape can say of a body or a query: how deep it nests, and texts that no database stores. Each is named by its field. */
export function unfitValues(sent: unknown): Refusal | null {
  const fields: FieldFault[] = [];
  let level: [path: string, value: unknown][] = [['', sent]];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_AT_MOST) return TOO_DEEP;
    const next: typeof level = [];
    for (const [path, value] of level) {
      if (typeof value === 'string' && isUnstorable(value)) fields.push({ field: path, code: 'unstorable', message: UNSTORABLE });
      if (typeof value !== 'object' || value === null) continue;
      for (const [key, inner] of Object.entries(value)) {
        const place = path === '' ? key : `${path}.${key}`;
        if (isUnstorable(key)) fields.push({ field: place.toWellFormed(), code: 'unstorable', message: UNSTORABLE });
        next.push([place, inner]);
      }
    }
    level = next;
  }
  return fields.length === 0 ? null : refusal(400, 'invalidInput', UNSTORABLE, { fields: fields.slice(0, FAULTS_AT_MOST) });
}

function isUnstorable(text: string): boolean {
  return text.includes('\u0000') || !text.isWellFormed();
}
