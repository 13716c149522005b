import type { ObjectiveTexts } from './objective.texts.zh.ts';

export const objectiveTextsEn: ObjectiveTexts = {
  productPassRate: 'Own products that pass',
  acceptancePassRate: 'Projects that pass acceptance',
  responseTime: 'Response time',
  complaintRate: 'Complaints',
  satisfaction: 'Satisfaction',
  recordCompleteness: 'Complete records',
  knowledgeCapture: 'Knowledge captured',
  restorationTime: 'Restoration time',
  agreement: 'Agreed by the customer',
  takenUpAgain: 'Taken up again',
};
