import type { Kysely } from 'kysely';
import type { Tables } from '#centre/schema/tables.ts';
import type { LetterToSend } from '#platform/auth/auth.ts';
import { inReading } from '#platform/db/pool.ts';
import type { Mailer } from '#platform/mail/mailer.ts';
import { passwordLinkOf } from './access.routes.ts';

const WORDS = {
  invitation: {
    zh: ['守诺：请设置您的密码', '您好：\n\n已为您开通守诺的登录。请在三天内打开下面的链接，设置密码：\n\n'],
    en: [
      'Pledge: set your password',
      'Hello,\n\nyou may sign in to Pledge. Open this link within three days and set a password:\n\n',
    ],
  },
  reset: {
    zh: ['守诺：重设密码', '您好：\n\n有人请求重设您的密码。如果是您，请在一小时内打开下面的链接；如果不是，不必理会。\n\n'],
    en: [
      'Pledge: a new password',
      'Hello,\n\nsomebody asked to set a new password for you. If it was you, open this link within an hour; if not, nothing needs to be done.\n\n',
    ],
  },
} as const;

/** Writes a letter with a link to the person's mailbox, in the person's language; whoever has none on file gets none. */
export async function writeLetter(
  deps: { readonly db: Kysely<Tables>; readonly mailer: Mailer; readonly publicUrl: string },
  { holder, kind, token, id }: LetterToSend,
): Promise<void> {
  const person = await inReading(deps.db, { providerId: holder.providerId, customerId: null }, (tx) =>
    tx
      .selectFrom('pledge.person as person')
      .innerJoin('pledge.person_reach as reach', (join) =>
        join.onRef('reach.provider_id', '=', 'person.provider_id').onRef('reach.person_id', '=', 'person.id'),
      )
      .select(['person.language', 'reach.email'])
      .where('person.id', '=', holder.personId)
      .where('person.disabled_at', 'is', null)
      .executeTakeFirst(),
  );
  if (person?.email == null) return;
  const [subject, text] = WORDS[kind][person.language];
  await deps.mailer.send({
    to: person.email,
    subject,
    text: `${text}${passwordLinkOf(deps.publicUrl, token)}\n`,
    messageId: `<${id}@pledge>`,
  });
}
