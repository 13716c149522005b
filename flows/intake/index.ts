/** The one intake as material for the flows of the kinds: its steps and words go into each of them, its rows come from `rows.ts`. */
import type { DossierStep } from '#flows/dossier/dossier-step.ts';
import { assignOwner, returnOwner } from './steps/assign-owner.ts';
import { cancel, pause, resume } from './steps/common.ts';
import { attemptContact, contact } from './steps/contact.ts';
import { register } from './steps/register.ts';

export const intakeSteps: readonly DossierStep[] = [
  register,
  attemptContact,
  contact,
  cancel,
  pause,
  resume,
  assignOwner,
  returnOwner,
];

export { intakeRows } from './rows.ts';
export { intakeTextsZh } from './intake.texts.zh.ts';
export { intakeTextsEn } from './intake.texts.en.ts';
