import { sharedGuardTextsEn, signatureTextsEn } from '#flows/dossier/guards/guards.texts.en.ts';
import type { FlowTexts } from '#platform/flow/texts.ts';

export const recordFlowTextsEn: FlowTexts = {
  name: 'Record',
  states: { draft: 'Draft', open: 'Open', frozen: 'Final', voided: 'Void' },
  events: {
    openRecord: 'Record opened',
    fillRecord: 'Fill in',
    signRecord: 'Sign',
    correctRecord: 'Correct',
    voidRecord: 'Void',
  },
  guards: {
    noForbiddenPhrase: sharedGuardTextsEn.noForbiddenPhrase,
    'noForbiddenPhrase.found': sharedGuardTextsEn['noForbiddenPhrase.found'],
    approvedForm: {
      reason: 'This form has no approved version.',
      remedy: 'State its document number and version in the plan or among the provider’s forms.',
    },
    'approvedForm.nothing': { reason: 'Nothing is filled in.', remedy: 'Fill in at least one cell, then save.' },
    'approvedForm.unknownCell': { reason: 'The form has no such cells: {cells}.', remedy: 'Fill in the cells of the form.' },
    'approvedForm.invalid': {
      reason: 'These cells do not take what was written: {cellsEn}.',
      remedy: 'Write dates as year-month-day, choose from the options listed, keep to the length.',
    },
    'approvedForm.frozen': {
      reason: 'What is signed cannot be changed: {cellsEn}.',
      remedy: 'Correct it by a new revision with its reason, to be signed again.',
    },
    'approvedForm.automatic': {
      reason: 'These cells are written by the system: {cellsEn}.',
      remedy: 'Numbers and dates come with the steps they belong to.',
    },
    'approvedForm.others': {
      reason: 'These cells are for others to write: {cellsEn}.',
      remedy: 'Write your own part and ask them for theirs.',
    },
    'approvedForm.told': {
      reason: 'The customer was told this time; it is not moved on its own.',
      remedy: 'Withdraw the order and draft another with the new time: the customer is told of it.',
    },
    'approvedForm.dateOutside': {
      reason: 'These dates cannot be: {cellsEn}.',
      remedy: 'Choose a day from the one on which the request was received until today.',
    },
    'approvedForm.required': {
      reason: 'These cells may not stay empty: {cellsEn}.',
      remedy: 'Fill in what is required, then save; one of telephone and mail is enough.',
    },
    'approvedForm.notSigned': { reason: 'This part carries no signature.', remedy: 'Choose a part that does.' },
    'approvedForm.signedAlready': { reason: 'This part is signed.', remedy: 'Correct it by a new revision.' },
    'approvedForm.byProcess': {
      reason: 'This part is signed within the process.',
      remedy: 'Approve, accept or review on the task order; the signature enters the form.',
    },
    'approvedForm.workGoesOn': {
      reason: 'The work still goes on, so the customer does not sign yet.',
      remedy: 'Ask for the signature once the work is done and the engineer asks to leave.',
    },
    'approvedForm.othersBlock': { reason: 'This part is for others to sign.', remedy: 'Ask the person it belongs to.' },
    'approvedForm.othersRecord': {
      reason: 'This record is not yours.',
      remedy: 'Ask whoever does the work, or their manager, to correct or void it.',
    },
    'approvedForm.nothingFrozen': {
      reason: 'Nothing is signed yet, so nothing needs a correction.',
      remedy: 'Fill it in directly.',
    },
    'approvedForm.underReview': {
      reason: 'The service record is under review.',
      remedy: 'Ask the reviewer to return it, then correct it.',
    },
    'approvedForm.notIssued': {
      reason: 'The task order is not issued.',
      remedy: 'Withdraw it and draft a new one; a returned draft can be filled in directly.',
    },
    'approvedForm.byWithdrawal': {
      reason: 'The sheet of a task order becomes void with its withdrawal.',
      remedy: 'Withdraw the task order.',
    },
    'approvedForm.inUse': {
      reason: 'The request and its task order still need this record.',
      remedy: 'Correct what is wrong; it can be voided once the request is cancelled or the order withdrawn.',
    },
    approverNotProposer: {
      reason: 'You cannot approve a task order that you proposed.',
      remedy: 'Ask another department or project manager to sign.',
    },
    reviewerNotPerformer: {
      reason: 'You cannot review your own work.',
      remedy: 'Ask another department or project manager to sign.',
    },
    recordComplete: { reason: 'The service record is incomplete and cannot be signed.', remedy: 'Complete it first.' },
    recordSigned: { reason: 'Nothing is signed yet.', remedy: 'Sign by hand in the field.' },
    ...signatureTextsEn('recordSigned'),
    withdrawReason: { reason: 'No reason is given.', remedy: 'Give the reason; the record and its number stay.' },
  },
  fields: {
    values: 'Cells',
    block: 'Part to sign',
    opinion: 'Opinion',
    signature: 'Signature',
    reason: 'Reason',
    enquirerName: 'Enquirer',
    phone: 'Telephone',
    email: 'Mail',
    organisationName: 'Organisation',
    recordedOn: 'Date',
    enquiryStage: 'Before or after the sale, other',
    enquiryContent: 'Enquiry',
    taskOrderNumber: 'Number of the task order',
    proposer: 'Proposer',
    performer: 'Performed by',
    performedOn: 'Performed on',
    customerName: 'Customer',
    problemContent: 'Problem',
    workProcessAndResult: 'Main steps and result',
    serviceMode: 'Mode of service',
    taskContent: 'Task',
    requiredBy: 'Required by',
  },
  options: {
    blocks: {
      customer: 'Customer’s opinion',
      review: 'Manager’s review',
      approval: 'Approval',
      acceptance: 'Acceptance of the task',
    },
  },
};
