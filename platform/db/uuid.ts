import { randomBytes, randomInt } from 'node:crypto';

/** Bits of the counter: enough that a process never comes to its end, whatever it began at. */
const COUNTER_BITS = 42n;

/** Begins anywhere in the lower half, so that two processes hardly ever count alike. */
let counter = (BigInt(randomInt(2 ** 20)) << 21n) | BigInt(randomInt(2 ** 21));

/**
 * A UUIDv7 made here: PostgreSQL before 18 makes none, and the client makes them in the same form.
 * `at` is epoch milliseconds. Ids of one `at` sort as they were made (RFC 9562, method 1, with a counter of the process):
 * a command gives all its events the same time, and their order is what the clocks were told.
 */
export function uuidv7(at: number): string {
  counter = BigInt.asUintN(Number(COUNTER_BITS), counter + 1n);
  const upper = counter >> 30n;
  const lower = counter & 0x3fff_ffffn;
  const bytes = Buffer.alloc(16);
  bytes.writeUIntBE(at, 0, 6);
  bytes.writeUInt16BE(0x7000 | Number(upper), 6);
  bytes.writeUInt32BE((0x8000_0000 | Number(lower)) >>> 0, 8);
  randomBytes(4).copy(bytes, 12);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
