import { refusal } from '#platform/command/refusal.ts';
import { searchTooShort } from '../text-index/search.texts.ts';

/** Why a view is not saved. */
export const viewRefusals = {
  notStaff: refusal(403, 'notAllowed', {
    zh: '保存视图只供服务中心使用。',
    en: 'Saved views are for the service centre.',
  }),
  administratorsOnly: refusal(403, 'notAllowed', {
    zh: '离职人员留下的视图由系统管理员办理。',
    en: 'Views of people who left are the system administrator’s.',
  }),
  notFound: refusal(404, 'notFound', {
    zh: '没有这个视图，或它不是您的。只有保存的人可以改。',
    en: 'There is no such view, or it is not yours. Only who saved it may change it.',
  }),
  nameTaken: refusal(409, 'nameTaken', {
    zh: '您已有同名的视图。请换一个名称，或先改那一个。',
    en: 'You have a view of this name already. Take another name, or change that one.',
  }),
  tooMany: refusal(422, 'tooManyViews', {
    zh: '保存的视图已满40个。请先删去不用的。',
    en: 'You have 40 saved views, which is all there is room for. Delete one first.',
  }),
  notYourUnit: refusal(422, 'notYourUnit', {
    zh: '只能与自己所在的单位共用。请在列表中选择。',
    en: 'A view is shared with a unit of your own. Choose one of those offered.',
  }),
  notTheseViews: refusal(422, 'notTheseViews', {
    zh: '排序要列出自己的全部视图，各一次。请刷新后再排。',
    en: 'An order names each of your own views once. Load the page again and repeat it.',
  }),
  changedMeanwhile: refusal(409, 'changedMeanwhile', {
    zh: '这个视图刚在别处改过。请看现在的内容，再决定是否改。',
    en: 'The view was changed elsewhere meanwhile. Look at it as it is now, then decide.',
  }),
};

/** What is wrong with the query of a view, or no longer holds of it. */
export const viewFaults = {
  tooLong: {
    zh: '条件太长：按网址的写法最多1000个字符，一个汉字占9个。请去掉几个条件，或缩短要找的词。',
    en: 'The conditions are too long: written as an address they have room for 1000 characters, and a Chinese one takes nine. Leave some out, or look for a shorter phrase.',
  },
  unfit: {
    zh: '条件里有看不见、不能用的字符。请改写这一处再存。',
    en: 'Its conditions hold an invisible character that cannot be used. Write that place anew and save it again.',
  },
  shortPhrase: searchTooShort,
  unreadable: (field: string) => ({
    zh: `条件“${field}”已不能识别。`,
    en: `The condition “${field}” is not known any more.`,
  }),
  site: { zh: '所选站点已没有。', en: 'The site that it names is there no more.' },
  customer: { zh: '所选客户已没有。', en: 'The customer that it names is there no more.' },
  project: { zh: '所选项目已没有。', en: 'The project that it names is there no more.' },
  kind: (value: string) => ({ zh: `方案中已没有种类“${value}”。`, en: `No plan has the kind “${value}” any more.` }),
  severity: (value: string) => ({
    zh: `方案中已没有等级“${value}”。`,
    en: `No plan has the severity “${value}” any more.`,
  }),
  unit: { zh: '您已不在任何单位，“本单位”里没有内容。', en: 'You are in no unit any more: “my unit” holds nothing.' },
};
