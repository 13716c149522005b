import type { ProofTexts } from './proof.texts.zh.ts';

export const proofTextsEn: ProofTexts = {
  title: (what) => `Proof: ${what}`,
  close: 'Close',
  loading: 'Reading…',
  recomputing: 'Computing it again in this browser…',
  holds: 'It holds',
  holdsAbout: (moment) =>
    `Computed again in this browser: this is what it was when it was sealed, ${moment}, and nothing was changed since.`,
  partly: 'It holds, as far as it was checked',
  partlyAbout: 'All that this browser can compute agrees; what was not computed is named below.',
  fails: 'It does not hold',
  failsAbout:
    'Something differs from what was sealed: it was changed, or the proof is not whole. Download the proof and give it to the auditor.',
  waits: 'Waiting for its seal',
  waitsAbout: 'It has just been recorded and is sealed in some seconds; this is brought up to date by itself.',
  notHere: 'It cannot be checked in this browser',
  notHereAbout: (holds) =>
    `Browsers compute this on an encrypted connection (https) only. The server’s own check says: it ${holds ? 'holds' : 'does not hold'}.`,
  steps: {
    content: 'What it says, and its fingerprint',
    path: 'The seal',
    signature: 'The signature',
  },
  fingerprint: 'Fingerprint (SHA-256)',
  happened: (happened, recorded) =>
    happened === recorded ? `Happened and was recorded ${happened}` : `Happened ${happened}, recorded ${recorded}`,
  type: (type) => `Its name in the audit trail: ${type}`,
  chained: (seq, stream) => `Number ${seq} in the chain of its ${stream}, after the one with this fingerprint:`,
  first: (stream) => `The first in the chain of its ${stream}.`,
  contentHolds: 'Computed again from what it says and the fingerprint before it: the same.',
  contentFails: 'Computed again from what it says the fingerprint is another: it was changed.',
  contentHidden:
    'What it says in full is for those who read the audit trail; the fingerprint can be held against the seal all the same.',
  sealed: (number, moment) => `Seal ${number}, ${moment}`,
  placed: (place, of, steps) => `Number ${place} of ${of} events, in ${steps} steps to the root of the seal:`,
  pathHolds: 'Computed along the path up to the root: the same.',
  pathFails: 'The path does not lead to the root of this seal.',
  signatureHolds: 'The signature is that of the public key.',
  signatureFails: 'The signature is not that of the public key.',
  signatureUnknown: 'Not checked: this browser knows no Ed25519, or the server does not have the public key.',
  key: (id) =>
    `Public key ${id}: compare it with the one that the provider told you by another way; only the same one says that the provider signed.`,
  download: 'Download the proof (JSON)',
  offline: 'It can be verified without a server too, by the program in an evidence pack.',
  streams: {
    serviceRequest: 'request',
    taskOrder: 'task order',
    siteVisit: 'site visit',
    record: 'record',
    attestation: 'attestation',
    duty: 'dated work',
    servicePlan: 'service plan',
  },
};
