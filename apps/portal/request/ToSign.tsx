import type { RequestDetail } from '#centre/requests/requests.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { AppLink } from '../paths.tsx';
import { useSignable } from '../record/useSignable.ts';
import { requestTexts } from './request.texts.ts';

/** The records of a request that wait for the customer's signature. */
export function ToSign({ records }: { records: RequestDetail['records'] }) {
  const texts = useTexts(requestTexts);
  const say = useSay();
  const open = records.filter((record) => record.state === 'open' || record.state === 'draft');
  const { signable, isKnown, error, retry } = useSignable(open.map((record) => record.id));
  return (
    <section className="sheet card to-sign">
      <h2 className="sheet-title">
        {texts.toSign}
        <AppLink to="/records">{texts.allRecords}</AppLink>
      </h2>
      {isKnown && signable.length === 0 && <p className="small muted">{texts.noneToSign}</p>}
      {!isKnown && <NotRead error={error} onRetry={retry} />}
      {signable.map((record) => (
        <AppLink key={record.id} to="/records/$recordId" params={{ recordId: record.id }} className="record-link">
          <Icon name="records" />
          {say(record.title)}
          <span>{record.signable.every(({ ready }) => ready) ? texts.signNow : texts.signLater}</span>
        </AppLink>
      ))}
    </section>
  );
}
