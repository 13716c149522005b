import { z } from 'zod';

const digest = z.string().describe('SHA-256, lower-case hexadecimal.');

/** {@link file://../../platform/evidence-log/proof.ts} puts it together. */
export const eventProof = z.object({
  id: z.string(),
  stream: z.object({ kind: z.string(), id: z.string() }),
  seq: z.number().int().describe('Its place in the chain of its stream, from 1.'),
  previousHash: digest.nullable().describe('Of the event before it in the stream; null for the first.'),
  hash: digest.describe('Of the previous hash, then the event as canonical JSON.'),
  event: z
    .record(z.string(), z.unknown())
    .nullable()
    .describe('What the hash covers; null for those who may know of the event and not read it in the audit trail.'),
  seal: z
    .object({
      line: z.string().describe('The seal as it is written off the machine; its SHA-256 is the digest.'),
      digest,
      number: z.number().int(),
      sealedAt: z.string(),
      place: z
        .number()
        .int()
        .nullable()
        .describe('Among the events of the seal, from 0; null where it is none of those that were sealed.'),
      path: z.array(digest).describe('The neighbours on the way to the root, lowest first (RFC 9162).'),
      publicKey: z.string().nullable().describe('Ed25519 as SubjectPublicKeyInfo, DER in base64.'),
    })
    .nullable()
    .describe('Null while the event waits for its seal, some seconds.'),
  holds: z.boolean().describe('Whether hash, path and signature hold.'),
});
export type EventProofAnswer = z.infer<typeof eventProof>;
