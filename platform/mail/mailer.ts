import { createTransport } from 'nodemailer';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Names the message for good: a mail sent twice after a crash is known by it. */
  readonly messageId: string;
}

export interface Mailer {
  readonly send: (mail: Mail) => Promise<void>;
  /** Greets the server and signs in; sends nothing. */
  readonly greet: () => Promise<void>;
  readonly close: () => void;
}

const TIMEOUT_MS = 15_000;

/** Real SMTP by the installation's setting. Text goes as text: no markup is made of what people wrote. */
export function openMailer(options: { url: string; from: string | undefined }): Mailer {
  const transport = createTransport({
    url: options.url,
    pool: true,
    maxConnections: 2,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  const from = options.from ?? 'pledge@localhost';
  return {
    send: async (mail) => {
      await transport.sendMail({
        from,
        to: { name: '', address: mail.to },
        subject: mail.subject,
        text: mail.text,
        messageId: mail.messageId,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
    },
    greet: async () => void (await transport.verify()),
    close: () => transport.close(),
  };
}
