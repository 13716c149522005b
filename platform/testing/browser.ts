import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, BrowserContext, BrowserContextOptions } from 'playwright-core';
import { prepareFonts } from './browser-fonts.ts';
import { unpackChromium } from './browser-package.ts';

/** Chromium of the npm package closes with its contexts under its own default arguments; these serve everywhere. */
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--headless=shell',
  '--no-zygote',
  '--disable-background-networking',
  '--disable-component-update',
  // A page lives for seconds, on a machine that is busy: compiling and collecting beside it costs a sixth more than it gains.
  '--js-flags=--single-threaded',
];

const SYSTEM_BROWSER = '/usr/bin/chromium';

/**
 * Starts a real browser for the journeys: the one `PLEDGE_BROWSER` names, else the one that npm installed, else
 * the system's Chromium. Chinese is written in the font that comes with the project, so that pictures look alike
 * on every machine.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(launchOptions());
}

/** As `launchBrowser`, with one person's things in a folder, where the next start finds them: to be killed and started again. */
export async function launchProfile(folder: string, options: BrowserContextOptions): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { ...launchOptions(), ...options });
}

function launchOptions() {
  const { executablePath, libraries } = findBrowser();
  const env: Record<string, string> = { ...definedEnvironment(), FONTCONFIG_FILE: prepareFonts() };
  if (libraries !== undefined) env['LD_LIBRARY_PATH'] = libraries;
  return { executablePath, args: ARGUMENTS, env, timeout: 60_000 };
}

interface FoundBrowser {
  readonly executablePath: string;
  /** Folder of libraries that the system lacks. */
  readonly libraries?: string;
}

function findBrowser(): FoundBrowser {
  const named = process.env['PLEDGE_BROWSER'];
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return { executablePath: named };
    throw new Error(`PLEDGE_BROWSER=${named} does not exist: set it to the file of a Chromium, or unset it.`);
  }
  const packaged = process.platform === 'linux' && process.arch === 'x64' ? unpackChromium() : undefined;
  if (packaged !== undefined) {
    const { executablePath, libraries } = packaged;
    if (starts(executablePath)) return { executablePath };
    if (starts(executablePath, libraries)) return { executablePath, libraries };
  }
  if (existsSync(SYSTEM_BROWSER)) return { executablePath: SYSTEM_BROWSER };
  throw new Error('No browser for the journeys: install Chromium and set PLEDGE_BROWSER to its file.');
}

/** A program whose libraries are missing ends before it does anything. */
function starts(executable: string, libraries?: string): boolean {
  const env = { ...definedEnvironment(), ...(libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries }) };
  return spawnSync(executable, ['--version'], { env, stdio: 'ignore', timeout: 30_000 }).status === 0;
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
