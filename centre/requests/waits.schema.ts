import { z } from 'zod';

const instantText = z.string();

/** What a request waits for while time goes on. */
export const requestWaits = z.object({
  /** The customer's word after the answer; null where it is not waited for, or the customer has written. */
  confirmation: z
    .object({
      remindersSent: z.number().int(),
      remindersAll: z.number().int(),
      nextReminderAt: instantText.nullable(),
      /** When it ends without a reply if the silence goes on. */
      endsAt: instantText.nullable(),
    })
    .nullable(),
  /**
   * The customer's word that a fault waits for: that it works again, which an engineer has reported or has still to report
   * before the customer is asked, or how it was handled; null where none is.
   */
  word: z.enum(['restoration', 'restorationUnreported', 'opinion']).nullable(),
  /** Approvals that have to follow an urgent issue, as staff see them. */
  approvals: z.array(z.object({ number: z.string().nullable(), approveBy: instantText, overdue: z.boolean() })),
});
export type RequestWaits = z.infer<typeof requestWaits>;
