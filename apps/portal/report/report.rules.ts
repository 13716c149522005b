import type { SentFile } from '#platform/ui/sent-file.ts';
import { shortened } from '#platform/text/characters.rules.ts';

/** What is being reported, as it stands on the page. Everything is text; empty means not said. */
export interface ReportDraft {
  readonly kind: string;
  readonly siteId: string;
  readonly assetId: string;
  readonly severity: string;
  readonly content: string;
  readonly since: string;
  readonly phone: string;
  readonly files: readonly SentFile[];
}

export const emptyReport: ReportDraft = {
  kind: '',
  siteId: '',
  assetId: '',
  severity: '',
  content: '',
  since: '',
  phone: '',
  files: [],
};

/** Chosen by whoever does not know: the service centre names the kind when it registers. */
export const UNSURE = 'unsure';

export type Missing = 'kind' | 'siteId' | 'content';

/** What an opinion is registered as, where the plan has that kind: it starts no clock of a fault. */
export const OPINION = 'other';

/** What lacks before it can be sent, in the order of the page. An opinion is about no place. */
export function missingOf(draft: ReportDraft, options: { readonly opinion: boolean }): readonly Missing[] {
  const needed: readonly Missing[] = options.opinion ? ['content'] : ['kind', 'siteId', 'content'];
  return needed.filter((name) => draft[name].trim() === '');
}

const TITLE = 60;

/** A title of the first sentence, as long as a title may be read at a glance. */
export function titleOf(content: string): string {
  const [first = ''] = content.trim().split(/[\n。；;]/);
  return shortened(first, TITLE);
}

export interface ReportWords {
  /** Before the title of an opinion, with its colon. */
  readonly opinion: string | null;
  readonly sinceLine: (since: string) => string;
}

/** The body of the command: what was said, nothing that was not. */
export function reportOf(draft: ReportDraft, words: ReportWords): Readonly<Record<string, unknown>> {
  const content = draft.content.trim();
  const since = draft.since.trim();
  const body: Record<string, unknown> = {
    channel: 'web',
    content: since === '' ? content : `${content}\n${words.sinceLine(since)}`,
    title: words.opinion === null ? titleOf(content) : words.opinion + titleOf(content),
  };
  if (draft.kind !== '' && draft.kind !== UNSURE) body['kind'] = draft.kind;
  if (draft.siteId !== '') body['siteId'] = draft.siteId;
  if (draft.assetId !== '') body['assetId'] = draft.assetId;
  if (draft.severity !== '' && draft.kind === 'fault') body['severity'] = draft.severity;
  if (draft.kind === 'fault') body['symptom'] = content;
  if (draft.phone.trim() !== '') body['enquirerPhone'] = draft.phone.trim();
  if (draft.files.length > 0) body['files'] = draft.files.map((file) => file.id);
  return body;
}
