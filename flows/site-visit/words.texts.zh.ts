/** Words that a visit writes by itself: to the customer, and into the course of the work. */
export const visitWordsZh = {
  onTheWay: '工程师已出发，预计{time}到场。',
  changed: '（原值：{old}；新值：{new}）',
};
export type VisitWords = Readonly<Record<keyof typeof visitWordsZh, string>>;
