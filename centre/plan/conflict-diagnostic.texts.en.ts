import type { ConflictCode, PlanTexts } from './plan-diagnostic.schema.ts';
import type { ReadingTexts } from './reading.rules.ts';

export const conflictTexts: Pick<PlanTexts, ConflictCode> = {
  conflictUnsettled: {
    message: 'Two live values for {subject}: {values}. No entry of conflicts settles them.',
    remedy:
      'Add an entry to conflicts that names the clauses, what was chosen, why and who agreed; or keep one of the two values.',
  },
  readingUnsettled: {
    message: 'The clauses leave open {question}: {values}. No entry of conflicts says what holds.',
    remedy: 'Add an entry to conflicts with subject: {subject}, the clauses, what was chosen, why and who agreed.',
  },
  channelNotOffered: {
    message: 'Commitment {name} promises the channel {channel}, which the plan does not have.',
    remedy: 'Add {channel} to channels, or take it out of the sentence of the commitment.',
  },
  cadenceUndecided: {
    message: 'Schedule {name} comes every {every}, and nothing says from when: by the calendar, or from a date on record?',
    remedy: 'Write {end} for the end of the calendar’s period, or {duration} with an anchor for months from a date.',
  },
  settlementDiffers: {
    message: 'Conflict {conflict} chose {chosen} for {name}, but {actual} is in force.',
    remedy: 'Make the settlement and the value agree.',
  },
  conflictNotAgreed: {
    message: 'Nobody has agreed to the settlement of conflict {conflict}.',
    remedy: 'Add agreed: who and on which day.',
  },
};

/** What is left open, as a part of a sentence. */
export const readingTexts: ReadingTexts = {
  hours: 'when somebody is there: by the day, or round the clock',
  serviceStage: 'from when service is free: from the trial run on, or after it',
  restored: 'what ends the limit: the repair itself, or that the customer can work again',
  remoteBeforeSite: 'whether an engineer leaves at once, or after a remote attempt',
  approvalBeforeDispatch: 'whether an urgent order may be approved afterwards',
  signatureByMode: 'in which mode of service a record is signed, and in which evaluated',
  freeScope: 'what is free: two promises of the free period, and only one names its scope',
  freePeriodNames: 'whether the free period and the product life are one thing',
  fees: 'what may be charged: everything not listed is free, and yet things are sold',
  humanDamage: 'who pays where damage has another cause, while everything not listed is free',
  residentChanges: 'in which year changes are counted: the calendar’s, or any twelve months',
  rates: 'how a rate is counted: the clause gives none of the formula',
  intake: 'who owns a request that may come to several people first',
  unitNames: 'whether two names mean one unit',
  channels: 'whether a list of channels is complete, or others count as well',
  makeUpWorkdays: 'whether a day off that is worked by public notice is an office day',
  month: 'what a month is: the calendar’s, or one counted from a date',
  quarter: 'what a quarter is: the calendar’s, or three months from a date',
  halfYear: 'what a half-year is: the calendar’s, or six months from a date',
  year: 'what a year is: the calendar’s, or twelve months from a date',
};
