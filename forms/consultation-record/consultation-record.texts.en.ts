import type { ConsultationRecordTexts } from './consultation-record.texts.zh.ts';

export const en: ConsultationRecordTexts = {
  title: 'Consultation record',
  enquirerName: 'Enquirer',
  phone: 'Phone',
  email: 'E-mail',
  organisationName: 'Organisation',
  recordedOn: 'Date',
  projectOrProductName: 'Project or product',
  enquiryStage: 'Stage of the enquiry',
  preSales: 'Pre-sales',
  afterSales: 'After-sales',
  other: 'Other',
  enquiryContent: 'Enquiry:',
  serviceNumber: 'Service number (product serial number):',
  answer: 'Answer:',
  recorder: 'Recorder:',
  furtherHandling: 'Further handling needed:',
  yes: 'Yes',
  no: 'No',
  taskOrderNumber: 'Task order number:',
};
