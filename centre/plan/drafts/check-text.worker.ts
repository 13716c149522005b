import { answering } from '#platform/thread/answering.ts';
import type { HolidayContext } from '../date-checks.rules.ts';
import type { PlanChecked } from './plan-drafts.schema.ts';
import { checkedText } from './checked-text.ts';

/** A text to be checked, with the day by which its holiday years are looked at and those that are known beside it. */
export interface TextToCheck {
  readonly text: string;
  readonly holidays: HolidayContext;
}

answering<TextToCheck, PlanChecked>(({ text, holidays }) => checkedText(text, holidays));
