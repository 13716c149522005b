import type { competenceTextsZh } from './competence.texts.zh.ts';

const asked = (years: number): string => (years > 0 ? `${years} year${years === 1 ? '' : 's'} of ` : '');

export const competenceTextsEn: typeof competenceTextsZh = {
  competenceSheet: () => 'competence sheet',
  afterSalesYears: (years) => `${asked(years)}after-sales work`,
  integrationOrDevelopmentYears: (years) => `${asked(years)}integration or development`,
  independentProblemSolving: () => 'attested independence in solving problems',
  communication: () => 'attested communication',
  conscientiousness: () => 'attested conscientiousness',
};
