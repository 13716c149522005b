/** Functions of one record and whoever the roster names: a plan may hold them to a commitment as it does positions. */
export const roleTextsZh = {
  onCall: '值班人员',
  taskLeader: '任务组负责人',
  proposer: '提出人',
  recorder: '记录人',
  performer: '承担人',
  enquirer: '咨询人',
};
export type RoleTexts = typeof roleTextsZh;
