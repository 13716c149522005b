import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { faultOnSite } from './fault-story.ts';
import { answeredTwice, askedByPhone, askedInPortal, beingHandled, justReported, noFault, withdrawn } from './short-stories.ts';
import { backTo, HOUR, type At } from './story-times.ts';

/** A request that was told by commands, of which variants are made. */
export interface ToldStory {
  readonly requestId: string;
  /** Whether it came to its end; those that did lie in the past, the others go on now. */
  readonly isOver: boolean;
  /** How often it is drawn, against the others. */
  readonly weight: number;
}

const SITES = ['SITE-C', 'SITE-01', 'SITE-02'] as const;
const STARTS = [8 * HOUR + 40, 10 * HOUR + 15, 14 * HOUR + 5] as const;
const BRANCHES = [
  { site: 'SITE-01', engineer: 'chengdu', engineerName: '何川', contact: 'CT-03', name: '赵工' },
  { site: 'SITE-02', engineer: 'mianyang', engineerName: '罗明', contact: 'CT-01', name: '王工' },
] as const;

/** A story that is told at every site, at some hours of the day. */
interface Told {
  readonly tell: (tell: Storyteller, at: At, site: string) => Promise<string>;
  readonly starts: readonly number[];
  /** How many of a hundred requests that are over. */
  readonly share: number;
}

/**
 * How long stories are is as a public log of a service desk has it (BPI Challenge 2013: 7,554 incidents with 65,533 entries; a quarter
 * have three or four, half at most six, three quarters at most eleven, one in a hundred forty): many end after a few events, few go on
 * for dozens. These have five, six, seven, eight, twelve, and on site thirty-five.
 */
const MIX: readonly Told[] = [
  { tell: withdrawn, starts: STARTS.slice(0, 1), share: 21 },
  { tell: noFault, starts: STARTS.slice(1, 2), share: 21 },
  { tell: askedByPhone, starts: STARTS, share: 27 },
  { tell: askedInPortal, starts: STARTS.map((start) => start + 7), share: 18 },
  { tell: answeredTwice, starts: STARTS.slice(1, 2), share: 9 },
];
const ON_SITE_SHARE = 4;
/** Shares are whole numbers of stories to draw from, whatever number of sites and hours each is told at. */
const WHOLE = STARTS.length * SITES.length;

/** Monday to Friday. */
const WEEKDAYS = 5;

/**
 * The stories, each told with the product's own commands, of every site at the same weekday and hour: what comes in at an hour comes from
 * everywhere. Those that are over are told two weeks back, so that their variants need only be moved by whole weeks; those that go on have
 * just begun.
 */
export async function tellStories(tell: Storyteller): Promise<ToldStory[]> {
  const told: ToldStory[] = [];
  const keep = (requestId: string, of: Omit<ToldStory, 'requestId'>): void => void told.push({ requestId, ...of });
  for (const [place, { tell: story, starts, share }] of MIX.entries()) {
    const weight = (share * WHOLE) / (starts.length * SITES.length);
    for (const [turn, start] of starts.entries())
      for (const site of SITES)
        keep(await story(tell, backTo(tell, (place + turn) % WEEKDAYS, start), site), { isOver: true, weight });
  }
  for (const branch of BRANCHES)
    keep(await faultOnSite(tell, backTo(tell, WEEKDAYS - 1, 9 * HOUR + 20), branch), {
      isOver: true,
      weight: (ON_SITE_SHARE * WHOLE) / BRANCHES.length,
    });
  for (const site of SITES) {
    keep(await justReported(tell, site), { isOver: false, weight: 2 });
    keep(await beingHandled(tell, site), { isOver: false, weight: 3 });
  }
  return told;
}
