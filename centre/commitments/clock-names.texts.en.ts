import type { clockNamesZh } from './clock-names.texts.zh.ts';

export const clockNamesEn: Readonly<Record<keyof typeof clockNamesZh, string>> = {
  acknowledge: 'First contact', callBack: 'Call-back', substantiveResponse: 'Substantive response', response: 'Response', assignment: 'Assignment', verification: 'Verification', taskOrderIssue: 'Task order', recordConsultation: 'Consultation record',
  dispatch: 'Dispatch', nearestDispatch: 'Nearest engineer', remoteAttempt: 'Remote attempt', arrival: 'Arrival', resolution: 'Service restored', replacement: 'Replacement', replacementOuter: 'Replacement, outer', responseCeiling: 'Response within 24 h', answer: 'Answer',
  exchangeAnswer: 'Exchange answer', promisedAnswer: 'Promised answer', firstContact: 'Making contact', escalationReply: 'Headquarters’ reply', spareReserve: 'Spare reserved', partnerContact: 'Partner contacted', vendorNotice: 'Vendor informed', toolDelivery: 'Tool delivered',
  taskDue: 'Task due', recordService: 'Service record', evaluation: 'Evaluation', recordReview: 'Record review', knowledgeCapture: 'Knowledge', resolutionReport: 'Resolution report', proposal: 'Proposal', quotation: 'Quotation', delivery: 'Delivery',
  releaseTest: 'Release test', upgradePlan: 'Upgrade plan', upgradeDelivery: 'Upgrade delivery', inspectionReport: 'Inspection report', finding: 'Finding', complaintAcknowledge: 'Complaint received', complaintRoute: 'Complaint routed', satisfactionEnquiry: 'Satisfaction enquiry',
  endOfLifeNotice: 'End-of-life notice', personnelNotice: 'Personnel notice', renewalOffer: 'Renewal offer',
};
