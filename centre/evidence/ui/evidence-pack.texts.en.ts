import type { EvidencePackTexts } from './evidence-pack.texts.zh.ts';

export const evidencePackTextsEn: EvidencePackTexts = {
  title: 'Evidence pack',
  about:
    'The requests of a project and period with all events, texts, records, verdicts of clocks, plans, seals and public keys, and a program that verifies them without any server. It says of every commitment what is proven, that nothing happened it speaks of, or what it waits for; and of what was erased, under which right.',
  project: 'Project',
  all: 'All projects',
  from: 'From (day received)',
  to: 'To (that day included)',
  wrongDays: 'The last day is before the first.',
  note: 'It holds the words of people: give it to those who may read them. Of many requests it takes some minutes; the download begins by itself.',
  download: 'Download',
  close: 'Close',
};
