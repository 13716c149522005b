import type { Instant } from '#platform/time/instant.ts';

export const textKinds = ['serviceRequest', 'message', 'event', 'record'] as const;

/** What a text belongs to: `event` is what somebody wrote with a step. */
export type TextKind = (typeof textKinds)[number];

/** A field of a text, as it was written: what is found is found inside one. */
export interface TextPart {
  readonly field: string;
  readonly text: string;
}

/** One text of a request that can be found: its subject, who may see it, its parts. */
export interface FindableText {
  readonly kind: TextKind;
  readonly subjectId: string;
  readonly customerId: string | null;
  readonly visibility: 'shared' | 'internal';
  readonly at: Instant;
  readonly parts: readonly TextPart[];
}
