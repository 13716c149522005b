import type { z } from 'zod';
import { refusal, type Refusal, type Words } from '../command/refusal.ts';
import { faultWords, problemTexts } from './problem.texts.ts';

/** Problem details (RFC 9457) as they leave the server: in one language, that of the caller. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly guards?: readonly string[];
  readonly commitments?: readonly string[];
  readonly fields?: readonly { readonly field: string; readonly code: string; readonly message: string }[];
  readonly details?: Readonly<Record<string, unknown>>;
}

const INVALID: Words = {
  zh: '有字段填写有误，没有保存。请按各字段的说明改正后再发。',
  en: 'Some fields are not understood; nothing was saved. Mend them as said beside each and send again.',
};

/** What was sent does not fit the contract: every fault with its field, an unknown key included. */
export function invalidInput(error: z.ZodError): Refusal {
  return refusal(400, 'invalidInput', INVALID, { fields: faultsOf(error) });
}

/** A name may be whatever somebody wrote. */
const NAME_SHOWN = 60;

/** What an address asks for after its `?` does not fit the contract. No field stands beside it, so the words name each fault. */
export function invalidQuery(error: z.ZodError): Refusal {
  const fields = faultsOf(error);
  const each = (language: 'zh' | 'en', colon: string): string[] =>
    fields.map(({ field, message }) => [...(field === '' ? [] : [field.slice(0, NAME_SHOWN)]), message[language]].join(colon));
  const words = {
    zh: `地址里的条件用不了，改正或去掉即可。${each('zh', '：').join('')}`,
    en: `A condition in the address is not understood; mend it or leave it out. ${each('en', ': ').join(' ')}`,
  };
  return refusal(400, 'invalidInput', words, { fields });
}

function faultsOf(error: z.ZodError): NonNullable<Refusal['fields']> {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({
        field: [...path, key].join('.'),
        code: 'unknownField',
        message: problemTexts.unknownField,
      }));
    return [{ field: path.join('.'), code: issue.code, message: faultWords(issue) }];
  });
}

function typeOf(code: string): string {
  return `urn:pledge:problem:${code}`;
}

function titleOf(status: number, language: 'zh' | 'en'): string {
  return (problemTexts.titles[status] ?? problemTexts.titles[400])?.[language] ?? String(status);
}

export function problemOf(why: Refusal, language: 'zh' | 'en'): ProblemDetails {
  return {
    type: typeOf(why.code),
    title: titleOf(why.status, language),
    status: why.status,
    detail: why.message[language],
    code: why.code,
    ...(why.guards === undefined ? {} : { guards: why.guards }),
    ...(why.commitments === undefined ? {} : { commitments: why.commitments }),
    ...(why.fields === undefined
      ? {}
      : { fields: why.fields.map((fault) => ({ field: fault.field, code: fault.code, message: fault.message[language] })) }),
    ...(why.details === undefined ? {} : { details: why.details }),
  };
}

/** A fault of ours: nothing of it is told but an id, under which the log holds the rest. */
export function unknownFault(id: string, language: 'zh' | 'en'): ProblemDetails {
  const detail =
    language === 'zh'
      ? `没有保存成功，内容已留在本页。请再试；编号${id}可告知管理员。`
      : `Not saved; your text is still here. Try again, or quote ${id} to the administrator.`;
  return { type: typeOf('unknownFault'), title: titleOf(500, language), status: 500, detail, code: 'unknownFault' };
}
