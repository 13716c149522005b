import type { Browser, BrowserContext, Locator, Page, Request } from 'playwright-core';
import { ensureScreens } from '#apps/server/screens.ts';
import { openTestServer, type TestServer } from '#apps/server/testing/test-server.ts';
import type { HousePlan } from '#centre/testing/house.ts';
import type { HouseName } from '#centre/testing/house-people.ts';
import { launchBrowser } from '#platform/testing/browser.ts';

/** Long enough for a busy machine; nothing waits longer than it must. */
const PATIENCE_MS = 20_000;

export const DESK = { width: 1280, height: 860 } as const;
export const PHONE = { width: 390, height: 844 } as const;

/** A person at a screen of their own. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  /** What the browser complained of so far: errors on its console and thrown by the page. */
  readonly complaints: readonly string[];
}

export interface SeatOptions {
  readonly language?: 'zh' | 'en';
  /** What the device is set to. */
  readonly scheme?: 'light' | 'dark';
  /** A phone is held in the hand and touched. */
  readonly device?: 'desk' | 'phone';
}

/** The real server with its workers, a real browser, and one time for both. */
export interface Stage {
  readonly server: TestServer;
  /** Moves the time of the server and of every screen: `03 22:10` of October 2026 in Shanghai. */
  readonly moveTo: (time: string) => Promise<void>;
  /** Someone who is signed in; null sits before the sign-in. */
  readonly seat: (who: HouseName | null, options?: SeatOptions) => Promise<Seat>;
  readonly close: () => Promise<void>;
}

/** A house that is not the tests' own. */
export interface OtherHouse {
  readonly plan: HousePlan;
  /** What is done to it before anybody sits down; the server with the people who then sit there. */
  readonly furnish: (server: TestServer) => Promise<TestServer>;
}

export async function openStage(other?: OtherHouse): Promise<Stage> {
  await ensureScreens(() => undefined);
  const opened = await openTestServer({ listen: true, worker: true, plan: other?.plan });
  // What stays open would keep the process of the test from ending.
  const shut = async (error: unknown): Promise<never> => {
    await opened.close();
    throw error;
  };
  const server = (await other?.furnish(opened).catch(shut)) ?? opened;
  const browser = await launchBrowser().catch(shut);
  const watched: Watched[] = [];
  return {
    server,
    moveTo: async (time) => {
      await Promise.all(watched.map(quiet));
      const begun = watched.map((seat) => seat.begun());
      const at = server.house.time.set(`2026-10-${time.replace(' ', 'T')}:00+08:00`);
      await Promise.all(watched.map(({ page }) => page.context().clock.setFixedTime(at)));
      // A screen learns the time from what it reads: what was under way meanwhile told a time that no longer holds.
      await Promise.all(watched.filter((seat, index) => seat.begun() !== begun[index]).map(readAnew));
    },
    seat: async (who, options = {}) => {
      if (who !== null && options.language !== undefined) await speak(server, who, options.language);
      const context = await newContext(browser, options);
      await context.clock.setFixedTime(server.house.time.current());
      if (who !== null) await context.addCookies([cookieFrom(await server.cookieOf(who), server.url)]);
      const seat = await seated(context);
      const seen = watch(seat.page);
      watched.push(seen);
      context.on('close', () => watched.splice(watched.indexOf(seen), 1));
      return seat;
    },
    close: async () => {
      // The browser first: its open streams would keep the server waiting.
      await browser.close();
      await opened.close();
    },
  };
}

async function speak(server: TestServer, who: HouseName, language: 'zh' | 'en'): Promise<void> {
  const answer = await server.app.server?.inject({
    method: 'POST',
    url: '/api/me/language',
    payload: { language },
    headers: { cookie: await server.cookieOf(who) },
  });
  if (answer === undefined || answer.statusCode >= 300) throw new Error(`${who} cannot choose a language: ${answer?.body}`);
}

async function newContext(browser: Browser, options: SeatOptions): Promise<BrowserContext> {
  const held = options.device === 'phone';
  const context = await browser.newContext({
    locale: options.language === 'en' ? 'en-GB' : 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: held ? PHONE : DESK,
    hasTouch: held,
    isMobile: held,
    reducedMotion: 'reduce',
    colorScheme: options.scheme ?? 'light',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

async function seated(context: BrowserContext): Promise<Seat> {
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(`${message.text()} at ${message.location().url}`);
  });
  page.on('pageerror', (error) => complaints.push(error.stack ?? error.message));
  return { page, context, complaints };
}

/** A page whose reading of the API is followed. */
interface Watched {
  readonly page: Page;
  readonly underWay: ReadonlySet<Request>;
  /** How many requests it has begun so far. */
  readonly begun: () => number;
}

function watch(page: Page): Watched {
  const underWay = new Set<Request>();
  let begun = 0;
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (!pathname.startsWith('/api/') || pathname === '/api/stream') return;
    begun += 1;
    underWay.add(request);
  });
  page.on('requestfinished', (request) => underWay.delete(request));
  page.on('requestfailed', (request) => underWay.delete(request));
  return { page, underWay, begun: () => begun };
}

/** Waits until the page has read what it was reading, and taken it in. */
async function quiet({ page, underWay }: Watched): Promise<void> {
  await until(
    async () => underWay.size,
    (size) => size === 0,
  );
  await page.evaluate(() => new Promise((taken) => setTimeout(taken)));
}

/** As if somebody came back to the window: what is old is read again. */
async function readAnew(seat: Watched): Promise<void> {
  await quiet(seat);
  await seat.page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
  await quiet(seat);
}

function cookieFrom(header: string, url: string): { name: string; value: string; url: string } {
  const [name = '', ...value] = header.split('=');
  return { name, value: value.join('='), url };
}

/** Waits until it is to be seen. */
export function seen(locator: Locator): Promise<void> {
  return locator.first().waitFor({ state: 'visible' });
}

/** Waits until it is gone. */
export function gone(locator: Locator): Promise<void> {
  return locator.first().waitFor({ state: 'hidden' });
}

/** Asks again until the answer is the one that is waited for, and gives the last one: the assertion then says what came instead. */
export async function until<T>(ask: () => Promise<T>, isIt: (answer: T) => boolean): Promise<T> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    const answer = await ask();
    if (isIt(answer) || Date.now() > end) return answer;
    await new Promise((later) => setTimeout(later, 50));
  }
}
