import type { FirstTexts } from './first.texts.zh.ts';

export const firstTextsEn: FirstTexts = {
  title: 'Begin the first plan of a project',
  about:
    'For a project that has no plan yet. The draft is checked, offered and activated like any other; until then no requests are taken for it.',
  origin: 'Begin with',
  brought: 'A text that you bring (file or pasted)',
  copyOf: (code, project) => `A copy of the plan in force for ${project} (${code})`,
  text: 'Text of the plan (YAML)',
  textAbout: 'It has to hold id and name of project and customer; the rest may come later.',
  chooseFile: 'Choose a file',
  begin: 'Begin the draft',
  fields: {
    plan: 'Id of the new plan',
    project: 'Id of the project',
    projectName: 'Name of the project',
    customer: 'Id of the customer',
    customerName: 'Name of the customer',
  },
};
