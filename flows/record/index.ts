import type { FlowModule } from '#flows/dossier/flow-module.ts';
import { recordFlow } from './flow.ts';
import { recordFlowTextsEn } from './record.texts.en.ts';
import { recordFlowTextsZh } from './record.texts.zh.ts';
import { correctRecord, voidRecord } from './steps/correct.ts';
import { fillRecord } from './steps/fill.ts';
import { signRecord } from './steps/sign.ts';

export const record: FlowModule = {
  flow: recordFlow,
  steps: [fillRecord, signRecord, correctRecord, voidRecord],
  texts: { zh: recordFlowTextsZh, en: recordFlowTextsEn },
};
