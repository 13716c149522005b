import type { FlowTexts } from '#platform/flow/texts.ts';

export const intakeTextsEn: FlowTexts = {
  name: 'Intake',
  states: { received: 'Received', registered: 'Registered', cancelled: 'Cancelled' },
  events: {
    report: 'Report',
    register: 'Register',
    attemptContact: 'Log a failed attempt',
    contact: 'Log a contact',
    cancel: 'Cancel the request',
    pause: 'Pause the clocks',
    resume: 'Resume the clocks',
    assignOwner: 'Hand over',
    returnOwner: 'Take the hand-over back',
  },
  guards: {
    registerComplete: {
      reason: 'The registration is incomplete.',
      remedy: 'Give the enquirer, a way to reach them, kind, content and site; for a fault the symptom too.',
    },
    'registerComplete.reach': {
      reason: 'The registration is incomplete.',
      remedy: 'Give a telephone number or an e-mail address, so that the enquirer can be reached.',
    },
    severityProvisional: {
      reason: 'Another severity cannot be set at registration.',
      remedy:
        'Register with what the customer says or the plan’s default; the dedicated service manager or a support engineer sets it at verification.',
    },
    attemptLogged: { reason: 'The failed attempt is incomplete.', remedy: 'Give the number tried and the result.' },
    contactLogged: { reason: 'The contact is incomplete.', remedy: 'Say who was reached, by which way, and what was said.' },
    ownerGiven: {
      reason: 'The hand-over is incomplete.',
      remedy: 'Say to whom and why; the clocks go on as they are.',
    },
    'ownerGiven.nobody': { reason: 'Nobody is named to hand it to.', remedy: 'Choose a person or a unit.' },
    'ownerGiven.position': {
      reason: 'That person does not work on requests.',
      remedy: 'Choose a dedicated service manager, a support engineer or a branch engineer.',
    },
    'ownerGiven.otherUnit': {
      reason: 'The person is not of that unit.',
      remedy: 'Choose the person alone, whose unit comes along, or another unit.',
    },
    'ownerGiven.same': {
      reason: 'It is theirs already.',
      remedy: 'There is nothing to hand over; choose another person or unit if it should move.',
    },
    ownerBefore: { reason: 'There is no hand-over to take back.', remedy: 'Hand it over anew if the owner should change.' },
    cancelReason: { reason: 'The cancellation has no reason.', remedy: 'Give the reason; the customer will read it.' },
    'registerComplete.kind': { reason: 'This kind cannot be registered yet.', remedy: 'Choose another kind.' },
    'pauseCause.notPaused': {
      reason: 'No clock is paused for that reason.',
      remedy: 'Choose a reason that pauses clocks now; without one there is nothing to resume.',
    },
    pauseCause: {
      reason: 'The pause has no cause on the customer’s side.',
      remedy:
        'Give the reason, who of the customer said so and when; waiting for a vendor, a part or a colleague never pauses a clock.',
    },
    consultationComplete: { reason: 'Cannot close: the consultation record is incomplete.', remedy: 'Complete it first.' },
    'consultationComplete.answer': {
      reason: 'Cannot close: the consultation record has no answer.',
      remedy: 'Answer the customer first, or have it solved by a task order.',
    },
    'consultationComplete.number': {
      reason: 'Cannot close: more is to be done and the task order has no number yet.',
      remedy: 'It gets its number when it is issued; close after that.',
    },
  },
  fields: {
    kind: 'Kind',
    projectId: 'Project',
    contactId: 'Contact',
    siteId: 'Site',
    enquirerName: 'Enquirer',
    enquirerPhone: 'Phone',
    enquirerEmail: 'E-mail',
    content: 'Content',
    symptom: 'Symptom',
    severity: 'Severity (as the customer says)',
    enquiryStage: 'Stage',
    serviceNumber: 'Service number (product serial number)',
    answer: 'Answer',
    contactName: 'Person reached',
    channel: 'By',
    text: 'What was said',
    number: 'Number tried',
    result: 'Result',
    note: 'Note',
    ownerPersonId: 'Owner',
    ownerUnitId: 'Owning unit',
    reason: 'Reason',
    saidBy: 'Who of the customer said so',
    saidAt: 'When it was said',
  },
  options: {
    contactChannel: {
      phone: 'Phone',
      mobile: 'Mobile',
      email: 'E-mail',
      fax: 'Fax',
      web: 'Portal',
      onSite: 'In person',
      messageDesk: 'Message desk',
    },
    attemptResult: { noAnswer: 'No answer', busy: 'Busy', switchedOff: 'Switched off', wrongNumber: 'Wrong number' },
    enquiryStage: { preSales: 'Pre-sales', afterSales: 'After-sales', other: 'Other' },
    pauseReasons: {
      customerUnreachable: 'Customer unreachable',
      customerDeniedAccess: 'Access denied by the customer',
      customerRequestedDelay: 'Delay asked for by the customer',
    },
    kinds: {
      consultation: 'Consultation',
      fault: 'Fault',
      technicalExchange: 'Technical exchange',
      enhancement: 'Optimisation and expansion',
      softwareUpgrade: 'Software upgrade',
      other: 'Other',
    },
  },
};
