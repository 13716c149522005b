import { answering } from '#platform/thread/answering.ts';
import type { PlanChecked } from './plan-drafts.schema.ts';
import { checkedText } from './checked-text.ts';

/** A text to be checked, and the day by which its holiday years are looked at. */
export interface TextToCheck {
  readonly text: string;
  readonly today: string;
}

answering<TextToCheck, PlanChecked>(({ text, today }) => checkedText(text, today));
