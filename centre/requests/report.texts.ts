/** Words of the intake's own refusals, and of the receipt. */
export const reportTexts = {
  idTaken: { zh: '这个编号已经用过。请换一个新的再发。', en: 'This id is taken. Send it again with a new one.' },
  notYourSite: {
    zh: '您不能为这个站点报修：您的岗位只管自己的站点。请改选站点，或致电服务中心。',
    en: 'You may not report for this site: your position covers a site of your own. Choose another one, or call the service centre.',
  },
  notAllowed: {
    zh: '您的岗位不能为这个项目登记请求。请交给服务中心登记。',
    en: 'Your position may not register requests for this project. Ask the service centre.',
  },
  unknownKind: { zh: '没有这个种类。请从列表里选。', en: 'There is no such kind. Choose one of the list.' },
  kindNotYet: {
    zh: '这个种类的流程尚未开通。先按咨询登记，再转办。',
    en: 'The process of this kind is not open yet. Register it as a consultation and pass it on.',
  },
  unknownSeverity: { zh: '没有这个严重程度。请从列表里选。', en: 'There is no such severity. Choose one of the list.' },
  unknownContact: {
    zh: '没有找到这位联系人。核对姓名，或留空，只写咨询人姓名和电话。',
    en: 'This contact is unknown. Check the name, or leave it out and give the enquirer’s name and phone.',
  },
  foreignSite: {
    zh: '这个站点不属于该客户。请从客户的站点里选。',
    en: 'This site does not belong to the customer. Choose one of the customer’s sites.',
  },
  foreignAsset: {
    zh: '这台设备不属于该客户。请核对序列号。',
    en: 'This asset does not belong to the customer. Check the serial number.',
  },
  unknownProject: {
    zh: '没有找到这个项目。请从列表里选，或留空由专职服务经理认领。',
    en: 'This project is unknown. Choose one of the list, or leave it out for the dedicated service manager.',
  },
  unknownFile: { zh: '有附件没有上传成功。请重新上传后再发。', en: 'A file was not uploaded. Upload it again, then send.' },
} as const;

/** The receipt that goes out by itself: it names the number and promises nothing else. */
export function receiptText(number: string, language: string): string {
  return language.startsWith('zh')
    ? `您的报修或咨询已收到，编号${number}。进展可在此查看。`
    : `We have received your report, number ${number}. You can follow it here.`;
}
