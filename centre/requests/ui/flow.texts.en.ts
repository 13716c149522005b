import type { FlowTexts } from './flow.texts.zh.ts';

export const flowTextsEn: FlowTexts = {
  title: 'Flow',
  status: { taken: 'passed', current: 'here', ahead: 'ahead', broken: 'passed, with a breach' },
  comma: ', ',
  names: { supportResponse: 'Support response', faultEmergency: 'Fault emergency', intake: 'Intake' },
};
