import { Socket } from 'node:net';

const BYTES = 64 * 1024;

/**
 * A socket that reads into one piece of memory, over and over: a piece for each read is outside of what the collector counts well, and to clear
 * them away takes longer than what is done with them. Whoever listens to `data` gets a copy, unless they asked to be lent what was read.
 */
export class LendingSocket extends Socket {
  /** What was read is good until the listener returns. */
  lends = false;

  constructor() {
    const buffer = Buffer.allocUnsafeSlow(BYTES);
    super({
      onread: {
        buffer,
        callback: (bytes) => {
          const read = buffer.subarray(0, bytes);
          this.emit('data', this.lends ? read : Buffer.from(read));
          return true;
        },
      },
    });
  }
}
