import { Temporal } from 'temporal-polyfill';
import type { Instant } from '#platform/time/instant.ts';
import type { Dossier } from './dossier.schema.ts';
import type { Draft } from './draft.schema.ts';
import { messageTextsEn } from './message.texts.en.ts';
import { messageTextsZh, type MessageTexts } from './message.texts.zh.ts';

/** Ways that the product delivers by itself; what goes by another way, a person said or sent. */
export const DELIVERED: readonly string[] = ['email', 'web'];

/** Words of a person to the customer, by the way named or the one that the customer came by. */
export function tellCustomer(
  draft: Draft,
  words: { readonly text: string; readonly channel?: string; readonly fileIds?: readonly string[] },
): void {
  const { request } = draft.dossier();
  const channel = words.channel ?? request.channel;
  draft.say({
    channel,
    direction: 'outgoing',
    text: words.text,
    author: 'actor',
    contactId: request.contactId,
    fileIds: words.fileIds ?? [],
    automatic: false,
    delivery: DELIVERED.includes(channel) ? 'queued' : 'noted',
  });
}

/** Words to colleagues in the conversation; the customer never sees them. */
export function tellColleagues(draft: Draft, text: string): void {
  draft.say({
    channel: 'web',
    direction: 'internal',
    text,
    author: 'system',
    contactId: null,
    fileIds: [],
    automatic: true,
    delivery: 'noted',
  });
}

/** What a person wrote in several boxes as one text, each part under its label; empty parts are left out. */
export function partsOf(dossier: Dossier, parts: Partial<Record<keyof MessageTexts, string | undefined>>): string {
  const words = messageWordsOf(dossier);
  return Object.entries(parts)
    .filter(([, text]) => text)
    .map(([part, text]) => `${words[part as keyof MessageTexts]}${words.colon}${text ?? ''}`)
    .join('\n');
}

/** The words of the language in which the plan is written: the customer's language. */
export function messageWordsOf(dossier: Dossier): MessageTexts {
  return dossier.surroundings.plan.plan.language.startsWith('zh') ? messageTextsZh : messageTextsEn;
}

/** An instant as people read it, to the minute in the plan's zone: `2026-10-04 03:10`. */
export function timeFor(dossier: Dossier, at: Instant | undefined): string | undefined {
  if (at === undefined) return undefined;
  const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(dossier.surroundings.plan.plan.timezone);
  return `${local.toPlainDate().toString()} ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`;
}
