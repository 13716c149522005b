import { refusal, type Refusal } from '#platform/command/refusal.ts';

/** Refusals around people's access and keys. */
export const accessRefusals = {
  administratorsOnly: refusal(403, 'notAllowed', {
    zh: '人员、登录和密钥由系统管理员办理。',
    en: 'People, sign-ins and keys are the system administrator’s.',
  }),
  notFound: refusal(404, 'notFound', {
    zh: '没有找到。可能已经停用，请刷新再看。',
    en: 'Not found. It may have ended already: load the page again.',
  }),
  loginTaken: refusal(409, 'loginTaken', {
    zh: '这个登录名已经有人用。请换一个。',
    en: 'The sign-in name is taken. Choose another.',
  }),
  unknownPlace: refusal(422, 'unknownPlace', {
    zh: '没有这个部门、项目或站点，或写了不止一个。请从列表里选一个。',
    en: 'There is no such unit, project or site, or more than one was given. Choose one of the list.',
  }),
  siteMissing: refusal(422, 'siteMissing', {
    zh: '驻场工程师属于一个站点。请选站点。',
    en: 'A resident engineer belongs to a site. Choose the site.',
  }),
  separationOfDuties: refusal(422, 'separationOfDuties', {
    zh: '一个人不能同时担任这两个岗位。请分给两个人。',
    en: 'One person may not hold both positions. Give them to two people.',
  }),
  oneself: refusal(422, 'oneself', {
    zh: '不能停用自己。请由另一位系统管理员办理。',
    en: 'Nobody ends the own access here. Another system administrator does it.',
  }),
} as const satisfies Record<string, Refusal>;
