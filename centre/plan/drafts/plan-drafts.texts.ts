import { refusal } from '#platform/command/refusal.ts';

/** Why something is not done with a draft of a plan. */
export const draftRefusals = {
  notFound: refusal(404, 'notFound', {
    zh: '没有这份方案，或您看不到它。请从列表中打开。',
    en: 'There is no such plan, or you may not see it. Open one from the list.',
  }),
  mayNotWrite: refusal(403, 'notAllowed', {
    zh: '方案由专职服务经理或方案编制人起草和修改。',
    en: 'Plans are drafted and changed by the dedicated service manager or a plan author.',
  }),
  mayNotActivate: refusal(403, 'notAllowed', {
    zh: '方案由客户服务中心经理或公司管理层启用，且不得由参与起草的人启用。',
    en: 'A plan is activated by the centre manager or the management, and by nobody who wrote in it.',
  }),
  mayNotAttest: refusal(403, 'notAllowed', {
    zh: '客户的批准由能修改或启用方案的人记录。',
    en: 'The customer’s approval is put on record by those who may change or activate the plan.',
  }),
  mayNotApprove: refusal(403, 'notAllowed', {
    zh: '方案由客户代表批准。',
    en: 'A plan is approved by the customer’s representative.',
  }),
  noActivePlan: refusal(409, 'noActivePlan', {
    zh: '这个项目还没有启用的方案。请在方案页起草它的第一版。',
    en: 'No plan is in force for this project. Begin its first version on the page Plan.',
  }),
  projectHasPlan: refusal(409, 'projectHasPlan', {
    zh: '这个项目已经有方案。请从生效中的版本起草下一版，或改写project.id。',
    en: 'This project has a plan already. Begin its next version with the one in force, or give the text another project.id.',
  }),
  namesNobody: refusal(422, 'namesNobody', {
    zh: '文字没有写明是谁的方案。请先写上project.id、project.name、customer.id和customer.name。',
    en: 'The text does not say whose plan it is. Write project.id, project.name, customer.id and customer.name first.',
  }),
  changedMeanwhile: refusal(409, 'changedMeanwhile', {
    zh: '草稿刚被别人改过。您的文字还在；请比较两份，再决定留哪一份。',
    en: 'The draft was changed by somebody else meanwhile. Your text is kept; compare the two, then decide which stays.',
  }),
  notOpen: refusal(409, 'draftNotOpen', {
    zh: '这份草稿已经启用或废弃，不能再改。请另起一份。',
    en: 'This draft was activated or discarded and stays as it is. Begin another.',
  }),
  otherProject: refusal(422, 'otherProject', {
    zh: '文字写的是另一个项目或客户。project.id和customer.id要与草稿所属的项目一致。',
    en: 'The text names another project or customer. project.id and customer.id have to be those that the draft belongs to.',
  }),
  idTaken: refusal(409, 'idTaken', {
    zh: '这个编号已有。请换一个。',
    en: 'This id is taken. Make another.',
  }),
  unknownFile: refusal(422, 'unknownFile', {
    zh: '没有这份文件。请重新上传批准的书面材料。',
    en: 'There is no such file of yours. Upload the writing that carries the approval again.',
  }),
};
