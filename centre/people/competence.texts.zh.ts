/** What a competence sheet may lack, by the plan's own names of it; `years` is what the plan asks, 0 where it is not known. */
export const competenceTextsZh: Readonly<Record<string, (years: number) => string>> = {
  competenceSheet: () => '能力登记表',
  afterSalesYears: (years) => `售后服务经验${years > 0 ? `${years}年` : ''}`,
  integrationOrDevelopmentYears: (years) => `集成或开发经验${years > 0 ? `${years}年` : ''}`,
  independentProblemSolving: () => '独立解决问题的认定',
  communication: () => '沟通能力的认定',
  conscientiousness: () => '责任心的认定',
};
