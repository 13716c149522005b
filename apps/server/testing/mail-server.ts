import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server on loopback that keeps what it receives, and refuses for as long as it is told to. */
export interface MailServer {
  readonly url: string;
  readonly received: readonly string[];
  /** To whom each went by its envelope. */
  readonly recipients: readonly (readonly string[])[];
  readonly refuse: (yes: boolean) => void;
  /** How long it thinks before it says yes or no to a mail. */
  readonly think: (milliseconds: number) => void;
  readonly close: () => Promise<void>;
}

export async function mailServer(): Promise<MailServer> {
  const received: string[] = [];
  const recipients: string[][] = [];
  const state = { refusing: false, thinking: 0 };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => setTimeout(answer, state.thinking));
      const answer = (): void => {
        if (state.refusing) return done(Object.assign(new Error('try later'), { responseCode: 451 }));
        received.push(Buffer.concat(chunks).toString('utf8'));
        recipients.push(session.envelope.rcptTo.map(({ address }) => address));
        return done();
      };
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    recipients,
    refuse: (yes) => void (state.refusing = yes),
    think: (milliseconds) => void (state.thinking = milliseconds),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** The headers of a mail by their names, each line as it stands when its folding is undone. */
export function mailHeaders(mail: string): readonly (readonly [name: string, value: string])[] {
  const [head = ''] = mail.split('\r\n\r\n');
  return head
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .map((line) => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
    });
}

/** A header's words without their encoding (RFC 2047). */
export function headerText(value: string): string {
  return value
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_whole, kind: string, words: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(words, 'base64').toString('utf8') : unquoted(words.replaceAll('_', ' ')),
    );
}

/** The text part as the mail's own encoding hides it. */
export function mailText(mail: string): string {
  const [head = '', ...rest] = mail.split(/\r?\n\r?\n/);
  const body = rest.join('\n\n');
  if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString('utf8');
  return /quoted-printable/i.test(head) ? unquoted(body.replace(/=\r?\n/g, '')) : body;
}

function unquoted(words: string): string {
  const bytes = words.replace(/=([0-9A-F]{2})/gi, (_whole, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
