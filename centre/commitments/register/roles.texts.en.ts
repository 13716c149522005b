import type { RoleTexts } from './roles.texts.zh.ts';

export const roleTextsEn: RoleTexts = {
  onCall: 'person on call',
  taskLeader: 'task leader',
  proposer: 'proposer',
  recorder: 'recorder',
  performer: 'performer',
  enquirer: 'enquirer',
};
