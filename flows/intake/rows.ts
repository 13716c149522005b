import type { FlowRow } from '#platform/flow/flow.ts';

/** States that intake owns; the flow of the kind goes on from `registered`. */
export const intakeStates = ['received', 'registered'] as const;

/** Whose report begins a request: customers for themselves, any staff on their behalf. */
export const reporting = ['customer', 'customerSiteStaff', 'anyStaff', 'messageDeskClerk'] as const;

const answering = ['dedicatedServiceManager', 'supportEngineer', 'branchEngineer', 'onCall'];

/** Who hands a request to another: managers in their projects, the centre manager anywhere (roles.md). */
const assigning = ['dedicatedServiceManager', 'centreManager'];

/**
 * The rows of the one intake (受理) and those that every flow of a request has, after flows.md "Intake" and the common rules 5, 6 and 8.
 * `register` also asks `noForbiddenPhrase`: what is answered at once stands on the record that the customer reads.
 * `open` are the flow's states in which a request is open; `contacted` is where a contact leads in flows that have that state.
 */
export function intakeRows(flow: { readonly open: readonly string[]; readonly contacted?: string }): FlowRow[] {
  const open = ['received', ...flow.open];
  return [
    {
      event: 'report',
      from: [],
      to: 'received',
      by: reporting,
      guards: [],
      writes: ['reportReceived'],
      silent: true,
    },
    {
      event: 'register',
      from: ['received'],
      to: 'registered',
      by: [...answering, 'system'],
      guards: ['approvedForm', 'registerComplete', 'severityProvisional', 'noForbiddenPhrase'],
      writes: ['registered', 'consultationRecordSaved'],
      rank: 1,
    },
    {
      event: 'attemptContact',
      from: ['received', 'registered'],
      to: null,
      by: answering,
      guards: ['attemptLogged'],
      writes: [],
      rank: 6,
    },
    {
      event: 'contact',
      from: ['received'],
      to: null,
      by: answering,
      guards: ['contactLogged'],
      writes: ['firstContactMade', 'callBackMade'],
      rank: 2,
    },
    {
      event: 'contact',
      from: ['registered'],
      to: flow.contacted ?? null,
      by: answering,
      guards: ['contactLogged'],
      writes: ['firstContactMade', 'callBackMade'],
      rank: 2,
    },
    {
      event: 'cancel',
      from: open,
      to: 'cancelled',
      by: ['customer', 'dedicatedServiceManager'],
      guards: ['cancelReason', 'noForbiddenPhrase'],
      writes: ['cancel'],
      rank: 90,
    },
    // From registration on: until then the owner follows from the site and the channel, and `register` sets it.
    { event: 'assignOwner', from: flow.open, to: null, by: assigning, guards: [], writes: [], rank: 70 },
    { event: 'returnOwner', from: flow.open, to: null, by: assigning, guards: [], writes: [], rank: 71 },
    { event: 'pause', from: open, to: null, by: answering, guards: ['pauseCause'], writes: [], rank: 80 },
    { event: 'resume', from: open, to: null, by: answering, guards: ['pauseCause'], writes: [], rank: 81 },
  ];
}
