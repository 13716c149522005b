import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Fulfilment } from '../../register/register.schema.ts';
import { commitmentTexts } from './commitment.texts.ts';
import { registerTexts } from './register.texts.ts';

/** Month by month what fell due, as columns with their numbers; a breach stands below its month. */
export function TrendTable({ months }: { months: Fulfilment['trend'] }) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const most = Math.max(1, ...months.map(({ due }) => due));
  if (months.every(({ due }) => due === 0)) return null;
  return (
    <section className="of-months">
      <h3>{texts.months}</h3>
      <ol>
        {months.map(({ month, due, breached }) => (
          <li key={month} title={register.trendOf(due, breached)}>
            <span className="column" style={{ height: `${due === 0 ? 0 : 8 + (due / most) * 40}px` }} aria-hidden="true" />
            <b>{due === 0 ? '·' : due}</b>
            <span className="late">{breached > 0 ? `◆${breached}` : ''}</span>
            <span className="small muted">{Number(month.slice(5, 7))}</span>
            <span className="unseen">
              {month.slice(0, 7)} {register.trendOf(due, breached)}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
