import type { FastifyInstance } from 'fastify';
import { refusal, type FieldFault, type Refusal, type Words } from '../command/refusal.ts';
import { unfitCharacter } from '../text/characters.rules.ts';
import { NOT_UTF8 } from './faults.ts';

/** Nothing of ours nests deeper; what does would only burden whoever walks through it. */
const DEPTH_AT_MOST = 32;
/** So many faults help whoever mends them; more would only be long. */
const FAULTS_AT_MOST = 20;

const TOO_DEEP = refusal(400, 'tooDeep', {
  zh: `发来的内容嵌套超过${DEPTH_AT_MOST}层。请减少嵌套再发。`,
  en: `What was sent nests more than ${DEPTH_AT_MOST} levels deep. Flatten it and send again.`,
});

/** Why a text is not taken, with the place of what nobody sees; null where it is. */
function unfitWords(text: string): Words | null {
  const found = unfitCharacter(text);
  if (found === null) return null;
  const { name, before } = found;
  const behind =
    before === '' ? { zh: '，在最前面', en: ' at its beginning' } : { zh: `，在“${before}”后面`, en: ` behind “${before}”` };
  return {
    zh: `有看不见、不能用的字符（${name}${behind.zh}）。删去重写这一处再发。`,
    en: `There is an invisible character that cannot be used (${name}${behind.en}). Remove it, write this place anew and send again.`,
  };
}

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

/** What no shape can say of a body or a query: how deep it nests, and texts that cannot be stored and shown. Each is named by its field. */
export function unfitValues(sent: unknown): Refusal | null {
  const fields: FieldFault[] = [];
  const look = (text: string, field: string): void => {
    const words = unfitWords(text);
    if (words !== null) fields.push({ field: field.toWellFormed(), code: 'unstorable', message: words });
  };
  let level: [path: string, value: unknown][] = [['', sent]];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEPTH_AT_MOST) return TOO_DEEP;
    const next: typeof level = [];
    for (const [path, value] of level) {
      if (typeof value === 'string') look(value, path);
      if (typeof value !== 'object' || value === null) continue;
      for (const [key, inner] of Object.entries(value)) {
        const place = path === '' ? key : `${path}.${key}`;
        look(key, place);
        next.push([place, inner]);
      }
    }
    level = next;
  }
  const [first] = fields;
  return first === undefined ? null : refusal(400, 'invalidInput', first.message, { fields: fields.slice(0, FAULTS_AT_MOST) });
}
