import { PLAN_READERS } from '#centre/plan/plan-readers.rules.ts';
import type { IconName } from '#platform/ui/icons.tsx';
import type { frameTexts } from './frame.texts.ts';

export interface ConsolePlace {
  readonly to:
    | '/today'
    | '/requests'
    | '/intake'
    | '/records'
    | '/register'
    | '/quality'
    | '/plans'
    | '/holidays'
    | '/access'
    | '/import'
    | '/search'
    | '/reach'
    | '/my-sign-in';
  readonly icon: IconName;
  readonly text: keyof typeof frameTexts.zh;
}

const everybodys: readonly ConsolePlace[] = [
  { to: '/today', icon: 'today', text: 'today' },
  { to: '/requests', icon: 'requests', text: 'requests' },
  { to: '/intake', icon: 'phone', text: 'intake' },
  { to: '/register', icon: 'register', text: 'register' },
  { to: '/records', icon: 'records', text: 'records' },
];

/** Who looks after the house sees where its accounts are, and where histories come in. */
const administration: readonly ConsolePlace[] = [
  { to: '/access', icon: 'person', text: 'access' },
  { to: '/import', icon: 'download', text: 'import' },
];

/** Whom the matrix lets read a plan or a draft of one. */
const plans: ConsolePlace = { to: '/plans', icon: 'plan', text: 'plans' };

/** Who reads notices of holidays and what they changed; by name as well. */
export const HOLIDAY_READERS: readonly string[] = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'auditor',
  'planAuthor',
  'systemAdministrator',
];
const holidays: ConsolePlace = { to: '/holidays', icon: 'holiday', text: 'holidays' };
/** Whom the matrix lets read the operation quality report, by name likewise. */
export const REPORT_READERS: readonly string[] = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'supportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'residentEngineer',
  'auditor',
  'providerManagement',
];
/** Whom the server tells who calls: whoever reads requests or takes messages, by name likewise. */
export const CALL_TAKERS: readonly string[] = [
  'centreManager',
  'centreManagerAssistant',
  'dedicatedServiceManager',
  'qualityController',
  'supportEngineer',
  'seniorSupportEngineer',
  'branchEngineer',
  'residentEngineer',
  'complaintHandler',
  'messageDeskClerk',
  'approvingManager',
  'auditor',
];
const quality: ConsolePlace = { to: '/quality', icon: 'quality', text: 'quality' };

/** The pages that stand in the rail, by the positions that somebody holds. */
export function placesFor(positions: readonly string[]): readonly ConsolePlace[] {
  return [
    ...everybodys,
    ...(positions.some((position) => REPORT_READERS.includes(position)) ? [quality] : []),
    ...(positions.some((position) => PLAN_READERS.includes(position)) ? [plans] : []),
    ...(positions.some((position) => HOLIDAY_READERS.includes(position)) ? [holidays] : []),
    ...(positions.includes('systemAdministrator') ? administration : []),
  ];
}

/** A phone's bar has room for so many words of either language. */
const IN_THE_BAR = 5;

/** The places that stand in the bar of a phone, and those behind its last: a menu that holds a single one would be no gain. */
export function besideTheThumb(places: readonly ConsolePlace[]): Readonly<Record<'shown' | 'further', readonly ConsolePlace[]>> {
  if (places.length <= IN_THE_BAR) return { shown: places, further: [] };
  return { shown: places.slice(0, IN_THE_BAR - 1), further: places.slice(IN_THE_BAR - 1) };
}

/** Pages that a key, the own menu or another page leads to, and the palette. */
export const furtherPlaces: readonly ConsolePlace[] = [
  { to: '/search', icon: 'search', text: 'search' },
  { to: '/reach', icon: 'phone', text: 'reach' },
  { to: '/my-sign-in', icon: 'person', text: 'mySignIn' },
];
