export const gateBreachTextsZh = {
  overdue: (name: string) => `${name}逾期`,
  since: (moment: string) => `应在${moment}前`,
};
export type GateBreachTexts = typeof gateBreachTextsZh;
