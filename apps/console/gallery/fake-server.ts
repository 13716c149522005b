import type { Me } from '#centre/requests/requests.schema.ts';
import { callers, intakeContext, sitesOffered } from './intake.fixture.ts';
import { recordPaper, recordRows } from './record.fixture.ts';
import { answerExplained } from './explanation.fixture.ts';
import { fault } from './request.fixture.ts';
import { rows } from './rows.fixture.ts';
import { timeline } from './timeline.fixture.ts';
import { steps } from './steps.fixture.ts';

/** Answers the API out of the fixtures, so that whole pages can be looked at without a server. */
const me: Me = {
  personId: 'pe-1',
  name: '本部支持工程师',
  kind: 'staff',
  positions: ['supportEngineer'],
  customer: null,
  language: 'zh',
  provider: { name: { zh: '示例公司', en: 'Example company' } },
  timezone: 'Asia/Shanghai',
};

const answers: readonly (readonly [RegExp, (url: URL, init: RequestInit | undefined) => unknown])[] = [
  [/^\/api\/me$/, () => me],
  [/^\/api\/service-requests\/[^/]+\/clocks\/[^/]+\/explanation$/, () => answerExplained],
  [/^\/api\/service-requests\/[^/]+\/next$/, () => ({ events: steps })],
  [/^\/api\/service-requests\/[^/]+\/timeline$/, () => ({ items: timeline })],
  [
    /^\/api\/service-requests\/counts$/,
    (url) => {
      const of = url.searchParams.getAll('of');
      return {
        counts: of.map((view) => (view === 'state=closed' ? 1_000 : 23)),
        more: of.map((view) => view === 'state=closed'),
      };
    },
  ],
  [/^\/api\/service-requests\/[^/]+$/, () => fault],
  [/^\/api\/records$/, () => ({ items: recordRows, nextCursor: null, total: recordRows.length })],
  [/^\/api\/records\/[^/]+$/, () => recordPaper],
  [/^\/api\/records\/[^/]+\/sheets$/, () => ({ sheets: 1 })],
  [/^\/api\/intake\/callers$/, () => ({ items: callers })],
  [/^\/api\/intake\/context$/, () => intakeContext],
  [/^\/api\/intake\/sites$/, () => sitesOffered],
  [
    /^\/api\/service-requests$/,
    (url) => ({
      items: (url.searchParams.get('q') ?? '') === '' ? rows : [],
      nextCursor: null,
      total: url.searchParams.get('state') === 'closed' ? 11 : 23,
    }),
  ],
];

const refused = {
  type: 'about:blank',
  title: '条件不满足',
  status: 422,
  code: 'guardRefused',
  detail: '不能登记恢复：赵工尚未确认业务正常。请现场确认后再登记。',
  guards: ['customerConfirms'],
  commitments: ['C-1.4.4-07'],
  fields: [{ field: 'contactId', code: 'missing', message: '缺确认人。' }],
};

export function installFakeServer(language: 'zh' | 'en'): void {
  window.fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input, window.location.href);
    if (init?.method === 'POST') return Promise.resolve(Response.json(refused, { status: 422 }));
    const found = answers.find(([path]) => path.test(url.pathname));
    const body = url.pathname === '/api/me' ? { ...me, language } : found?.[1](url, init);
    return Promise.resolve(body === undefined ? Response.json({ detail: '没有找到' }, { status: 404 }) : Response.json(body));
  };
  window.EventSource = class extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSED = 2;
    close(): void {}
  } as unknown as typeof EventSource;
}
