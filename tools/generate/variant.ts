import { formOf } from '#forms/index.ts';
import { hashCanonical } from '#platform/evidence-log/event-hash.ts';
import { textDigest } from '#platform/evidence-log/digests.ts';
import { coveredDigest } from '#platform/form/covered.ts';
import type { FormValues } from '#platform/form/definition.schema.ts';
import { gramsOf } from '#platform/text-index/grams.rules.ts';
import { instant } from '#platform/time/instant.ts';
import type { Random } from '../drill/random.ts';
import { fill, spelt, type Slot } from './slots.rules.ts';
import type { Template } from './template.ts';
import type { VariantClocks } from './variant-clocks.ts';
import { drawWords } from './words.ts';

/** Lines for COPY, by table. */
export type Lines = Map<string, string[]>;

/**
 * Writes one variant of a story: other words, another time, ids and numbers of its own; its digests, hashes, signatures and grams are
 * computed of what stands there then, in the order in which one goes into the other.
 */
export function writeVariant(
  template: Template,
  variant: {
    readonly movedBy: number;
    readonly random: Random;
    /** The number issued in place of each of the story's own. */
    readonly numbers: ReadonlyMap<string, string>;
    readonly clocks: VariantClocks;
  },
  lines: Lines,
): void {
  const { movedBy, random, clocks } = variant;
  const words = drawWords(random);
  const values = template.slots.map((slot) => given(slot, { movedBy, random, words, numbers: variant.numbers }));
  values[template.nextDue] = clocks.nextDue;
  for (const { salt, digest, text } of template.texts) {
    const drawn = hex(random, 32);
    values[salt] = drawn;
    values[digest] = textDigest(Buffer.from(drawn, 'hex'), fill(text, values));
  }
  for (const signature of template.signatures) values[signature.digest] = signed(signature, values);
  const hashes = new Map<number, Buffer>();
  for (const { hash, previous, hashed } of template.events) {
    const made = hashCanonical(previous === null ? null : (hashes.get(previous) ?? null), fill(hashed, values));
    hashes.set(hash, made);
    values[hash] = made.toString('hex');
  }
  for (const { grams, at, text } of template.folded)
    values[grams] = `{${gramsOf(fill(text, values), instant(at + movedBy)).join(',')}}`;
  for (const { table, lines: patterns } of template.tables)
    append(
      lines,
      table,
      patterns.map((pattern) => fill(pattern, values)),
    );
  append(
    lines,
    'pledge.clock',
    clocks.clocks.map((pattern) => fill(pattern, values)),
  );
  append(
    lines,
    'pledge.clock_outcome',
    clocks.outcomes.map((pattern) => fill(pattern, values)),
  );
}

function append(lines: Lines, table: string, added: readonly string[]): void {
  const known = lines.get(table);
  if (known === undefined) lines.set(table, [...added]);
  else known.push(...added);
}

function given(
  slot: Slot,
  variant: {
    readonly movedBy: number;
    readonly random: Random;
    readonly words: ReadonlyMap<string, string>;
    readonly numbers: ReadonlyMap<string, string>;
  },
): string {
  switch (slot.kind) {
    case 'id':
      return otherId(slot.id, variant.movedBy, variant.random);
    case 'instant':
    case 'local':
      return spelt(slot, variant.movedBy);
    case 'number': {
      const number = variant.numbers.get(slot.number) ?? slot.number;
      return slot.folded ? number.toLowerCase() : number;
    }
    case 'word':
      return variant.words.get(slot.place) ?? '';
    case 'made':
      return '';
  }
}

/** A version 7 UUID: its time moved, the rest drawn. */
function otherId(id: string, movedBy: number, random: Random): string {
  const at = (Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16) + movedBy).toString(16).padStart(12, '0');
  const drawn = hex(random, 24);
  return `${at.slice(0, 8)}-${at.slice(8)}-7${drawn.slice(0, 3)}-${'89ab'[Math.floor(random.next() * 4)] ?? '8'}${drawn.slice(3, 6)}-${drawn.slice(8, 20)}`;
}

function hex(random: Random, digits: number): string {
  let text = '';
  while (text.length < digits)
    text += Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  return text;
}

function signed(signature: Template['signatures'][number], values: readonly string[]): string {
  const definition = formOf(signature.form);
  if (definition === undefined) throw new Error(`no form ${signature.form}`);
  return coveredDigest({
    definition,
    covers: signature.covers,
    values: JSON.parse(fill(signature.values, values)) as FormValues,
    documentNumber: signature.documentNumber,
    documentVersion: signature.documentVersion,
  });
}
