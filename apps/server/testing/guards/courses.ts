import { earlyEndings, smallFault } from './by-phone.ts';
import { consultation } from './consultation.ts';
import type { GuardDesk } from './guard-desk.ts';
import { faultOnSite } from './on-site.ts';

/** The courses on which every guard is shown refusing and letting pass, and on whose way ids are tried that are not the own. */
export const COURSES: readonly (readonly [name: string, walk: (desk: GuardDesk) => Promise<void>])[] = [
  ['on the way of a consultation', consultation],
  ['on the way of a fault with engineers on site', faultOnSite],
  ['on the way of a small fault, solved on the telephone', smallFault],
  ['where a fault ends early', earlyEndings],
];
