import type { FlowDefinition } from '#platform/flow/flow.ts';

/** The engineers whom the order names: whoever was not sent was not asked for competence either. */
const engineers = ['performer'];
/** The customer's people on site look at the site and the work; what is signed away for the customer is not theirs. */
const onSite = ['customer', 'customerSiteStaff'];

/** Who of the customer consents to what is done on a site. */
const consenting = ['customerRepresentative', 'customerSiteStaff', 'siteTechnician'];

/**
 * The road and the site (现场服务), after flows.md F11. Beyond that table: `noteWaiver` puts the customer's written waiver on file, so that leaving while the
 * service is down is refused before anybody asks; `act` needs the step's words; the customer's check may be entered on the engineer's phone;
 * consents asked in the portal are answered (`answerConsent`), and any is withdrawn (`withdrawConsent`), by the customer's own people alone;
 * `callOff` ends what has not reached the site when its order or its request ends.
 */
export const siteVisitFlow: FlowDefinition = {
  id: 'siteVisit',
  version: 1,
  subject: 'siteVisit',
  states: ['assigned', 'accepted', 'enRoute', 'onSite', 'checking', 'signed', 'departed', 'calledOff'],
  initial: 'assigned',
  final: ['departed', 'calledOff'],
  rows: [
    {
      event: 'assign',
      from: [],
      to: 'assigned',
      by: ['dedicatedServiceManager', 'onCall'],
      guards: ['orderIssued', 'engineerCompetent'],
      writes: ['engineerAssigned'],
      silent: true,
    },
    {
      event: 'acceptTask',
      from: ['assigned'],
      to: 'accepted',
      by: ['taskLeader'],
      guards: ['orderAccepted', 'siteRulesAccepted'],
      writes: [],
      rank: 1,
    },
    {
      event: 'depart',
      from: ['accepted'],
      to: 'enRoute',
      by: engineers,
      guards: ['partsReady', 'noForbiddenPhrase'],
      writes: [],
      rank: 1,
    },
    {
      event: 'arrive',
      from: ['enRoute'],
      to: 'onSite',
      by: engineers,
      guards: ['checkIn', 'approvedForm'],
      writes: ['engineerArrived'],
      rank: 1,
    },
    { event: 'askConsent', from: ['onSite'], to: null, by: engineers, guards: ['consentScope'], writes: [], rank: 3 },
    { event: 'answerConsent', from: ['onSite'], to: null, by: consenting, guards: ['consentScope'], writes: [], rank: 3 },
    {
      event: 'withdrawConsent',
      from: ['onSite', 'checking'],
      to: null,
      by: consenting,
      guards: ['consentScope'],
      writes: [],
      rank: 50,
    },
    {
      event: 'act',
      from: ['onSite'],
      to: null,
      by: engineers,
      guards: ['stepsRecorded', 'consentLogIn', 'consentOpenEquipment', 'consentAdjust', 'consentUsePhone', 'consentUseInternet'],
      writes: [],
      rank: 2,
    },
    {
      event: 'callSecondLevel',
      from: ['onSite'],
      to: null,
      by: ['branchEngineer'],
      guards: ['levelTwoReason'],
      writes: [],
      rank: 30,
    },
    {
      event: 'noteWaiver',
      from: ['onSite'],
      to: null,
      by: ['customerRepresentative', ...engineers],
      guards: ['departureWhileDown'],
      writes: [],
      rank: 40,
    },
    {
      event: 'requestDeparture',
      from: ['onSite'],
      to: 'checking',
      by: engineers,
      guards: ['departureWhileDown', 'attestations'],
      writes: [],
      rank: 4,
    },
    {
      event: 'customerCheck',
      from: ['checking'],
      to: 'signed',
      by: [...onSite, ...engineers],
      guards: ['recordComplete', 'siteCleaned', 'customerChecked'],
      writes: [],
      rank: 1,
    },
    { event: 'objection', from: ['checking'], to: 'onSite', by: [...onSite, ...engineers], guards: [], writes: [], rank: 20 },
    { event: 'leave', from: ['signed'], to: 'departed', by: engineers, guards: ['recordSigned'], writes: [], rank: 1 },
    {
      event: 'callOff',
      from: ['assigned', 'accepted', 'enRoute'],
      to: 'calledOff',
      by: ['system'],
      guards: [],
      writes: [],
      silent: true,
    },
  ],
};
