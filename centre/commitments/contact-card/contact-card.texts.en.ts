import type { ContactCardTexts } from './contact-card.texts.zh.ts';

export const contactCardTextsEn: ContactCardTexts = {
  channels: {
    phone: 'Service line',
    mobile: 'Mobile',
    fax: 'Fax',
    email: 'E-mail',
    web: 'Website',
    remote: 'Remote service',
    onSite: 'Service on site',
    messageDesk: 'Message desk',
  },
  hours: 'Hours',
  afterHours: (who) => `at other times it rings the ${who}`,
  thisPortal: 'this portal',
  consent: 'with your consent each time',
  officeHours: 'Office hours',
  policy: 'Quality policy',
  join: ', ',
  lacks: {
    number: 'the plan states no number',
    mailbox: 'the plan states no mailbox',
    person: (role) => `nobody with a number on record is ${role} now`,
  },
};
