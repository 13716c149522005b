export const holidayTextsZh = {
  noJson: '文件不是JSON。请提供holiday-cn格式的一年通知：year、papers、days。',
  wrongShape: '{at} 不符合格式：year为年份，days为一列 { date: "YYYY-MM-DD", isOffDay: true或false }。',
  notAnnounced: '文件中没有{year}年的任何日期：放假安排还没有公布。公布后再导入。',
  dateTwice: '{date} 写了两次。只保留一条。',
  otherYear: '{date} 不属于{year}年的通知。请检查year和日期。',
};
