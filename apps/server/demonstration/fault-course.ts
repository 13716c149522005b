import { drawn } from './signature.ts';
import type { Storyteller } from './storyteller.ts';

/** Minutes after the report, and what is said or entered then. */
type Moment<Said> = readonly [minutes: number, said: Said];
type Input = Readonly<Record<string, unknown>>;

/** The beginning of a fault that somebody is sent to: every story of one takes these steps, at its own minutes and in its own words. */
export interface FaultBeginning {
  readonly engineer: string;
  /** The name under which the engineer signs. */
  readonly engineerName: string;
  readonly report: Input & { readonly by: string; readonly symptom: string };
  readonly contact: Moment<{ readonly contactName: string; readonly text: string }>;
  readonly verify: Moment<Input>;
  readonly respond: Moment<Input>;
  /** Tried from afar first. */
  readonly notRemote?: Moment<string>;
  readonly dispatch: Moment<string>;
  readonly accept: number;
  /** When the engineer leaves, and when to be expected on site. */
  readonly depart: Moment<number>;
  readonly arrive: Moment<{ readonly place: string; readonly contact: string }>;
  readonly classify: Moment<Input>;
  readonly consent: Moment<Input>;
}

/** Minutes before the loading, by minutes after the report. */
export type At = (minutes: number) => number;

/** The plan's limit for such a fault, by which the order is required. */
const REQUIRED_BY = 5 * 60;

const verification = {
  since: '约半小时前',
  extent: '该节点全部业务',
  changesBefore: '此前没有变更',
  backupState: '昨夜02:00已备份',
} as const;

/** From the report to the engineer on site with the customer's consent. */
export async function beginFault(tell: Storyteller, at: At, fault: FaultBeginning): Promise<void> {
  const { engineer, notRemote } = fault;
  const { by, ...reported } = fault.report;
  await tell.report(at(0), by, { kind: 'fault', ...reported });
  await tell.fire(at(fault.contact[0]), engineer, ['request', 'contact', { channel: 'phone', ...fault.contact[1] }]);
  const { symptom } = fault.report;
  await tell.fire(at(fault.verify[0]), 'dispatcher', ['request', 'verify', { ...verification, symptom, ...fault.verify[1] }]);
  await tell.fire(at(fault.respond[0]), 'dispatcher', ['request', 'respond', fault.respond[1]]);
  if (notRemote !== undefined) await tell.fire(at(notRemote[0]), 'support', ['request', 'notRemote', { reason: notRemote[1] }]);
  await tell.fire(at(fault.dispatch[0]), 'dispatcher', [
    'request',
    'dispatch',
    {
      people: [{ personId: tell.person(engineer), level: 1 }],
      taskContent: fault.dispatch[1],
      requiredBy: tell.iso(-at(REQUIRED_BY)),
    },
  ]);
  const accepted = { signature: drawn(fault.engineerName), siteRulesRead: true };
  await tell.fire(at(fault.accept), engineer, ['visit', 'acceptTask', accepted]);
  const [leaves, expected] = fault.depart;
  await tell.fire(at(leaves), engineer, ['visit', 'depart', { partsReady: true, expectedAt: tell.iso(-at(expected)) }]);
  const [arrives, { place, contact }] = fault.arrive;
  await tell.fire(at(arrives), engineer, ['visit', 'arrive', { place, contactId: tell.contact(contact) }]);
  await tell.fire(at(fault.classify[0]), engineer, ['request', 'classify', fault.classify[1]]);
  await tell.fire(at(fault.consent[0]), engineer, ['visit', 'askConsent', { answer: 'given', ...fault.consent[1] }]);
}

/** From the request to leave to having left: checked and signed by somebody of the customer. */
export async function leaveSite(
  tell: Storyteller,
  at: At,
  visit: {
    readonly engineer: string;
    readonly asks: number;
    readonly check: Moment<{
      readonly name: string;
      readonly contact: string;
      readonly opinion: string;
      readonly rating: string;
    }>;
    readonly leaves: number;
  },
): Promise<void> {
  const { engineer } = visit;
  const [checked, { name, contact, opinion, rating }] = visit.check;
  const attested = ['noGifts', 'noSmoking', 'noGames', 'noQuarrel'];
  await tell.fire(at(visit.asks), engineer, ['visit', 'requestDeparture', { attested }]);
  await tell.fire(at(checked), engineer, [
    'visit',
    'customerCheck',
    { siteCleaned: true, workChecked: true, opinion, rating, signature: drawn(name, tell.contact(contact)) },
  ]);
  await tell.fire(at(visit.leaves), engineer, ['visit', 'leave']);
}
