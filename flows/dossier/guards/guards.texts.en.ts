import type { FlowTexts } from '#platform/flow/texts.ts';
import type { SharedGuardTexts, ratingTextsZh, sharedFieldTextsZh, SignatureTexts } from './guards.texts.zh.ts';

export const sharedGuardTextsEn: SharedGuardTexts = {
  approvedForm: {
    reason: 'The plan has no approved version of this form.',
    remedy: 'Ask the quality controller to enter its document number and version first.',
  },
  noForbiddenPhrase: {
    reason: 'The words to the customer hold a forbidden phrase.',
    remedy: 'Say it another way: give the reason and the next step.',
  },
  'noForbiddenPhrase.found': {
    reason: 'The words to the customer hold a forbidden phrase: “{phrases}”.',
    remedy: 'Say it another way: give the reason and the next step.',
  },
  engineerCompetent: {
    reason: 'Cannot send {people}: the competence sheet falls short of the plan.',
    remedy: 'Send somebody who meets it, or have the centre manager complete the sheet first.',
  },
  'engineerCompetent.nobody': { reason: 'Nobody is named to go.', remedy: 'Choose who is sent.' },
  'engineerCompetent.unknown': {
    reason: 'A person chosen is not on the list of staff.',
    remedy: 'Choose another from the list.',
  },
  knowledgeLink: {
    reason: 'It is not said what becomes of the knowledge.',
    remedy: 'Link an article, or tick “nothing new” and give the reason.',
  },
  'knowledgeLink.lacking': {
    reason: 'No knowledge is linked yet.',
    remedy: 'Link an article first, or say that there is nothing new.',
  },
};

export const sharedFieldTextsEn: Record<keyof typeof sharedFieldTextsZh, string> = {
  articleReference: 'Knowledge article',
  nothingNew: 'Nothing new',
  nothingNewReason: 'Why there is nothing new',
};

export const ratingTextsEn: Record<keyof typeof ratingTextsZh, string> = {
  verySatisfied: 'Very satisfied',
  satisfied: 'Satisfied',
  neutral: 'Neutral',
  dissatisfied: 'Dissatisfied',
  veryDissatisfied: 'Very dissatisfied',
};

const signatureWords: SignatureTexts = {
  notDrawn: {
    reason: 'The signature field is empty, or holds dots or a straight line alone.',
    remedy:
      'Write the name by hand in the field: at least {points} points, at least {extent} pixels from end to end, and no straight line.',
  },
  withoutFile: {
    reason: 'A signature on paper or by phone comes without its file.',
    remedy: 'Attach the scan of the signed paper, or the note of the call.',
  },
  notInPortal: {
    reason: 'Only customers confirm in the portal, in their own.',
    remedy: 'Sign by hand in the field.',
  },
  onTheSpot: {
    reason: 'On site the customer signs on the spot.',
    remedy: 'Have it signed by hand in the field, or confirmed in the customer’s portal.',
  },
};

/** Words of a guard that asks for a signature, by what is wrong with it. */
export function signatureTextsEn(guard: string): FlowTexts['guards'] {
  return Object.fromEntries(Object.entries(signatureWords).map(([code, words]) => [`${guard}.${code}`, words]));
}
