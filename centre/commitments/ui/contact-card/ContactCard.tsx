import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { isoDay } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { CardLine, CardPart } from '../../contact-card/contact-card.schema.ts';
import { contactCardQuery } from './contact-card.queries.ts';
import { cardTexts } from './contact-card.texts.ts';
import './contact-card.css';

interface ContactCardProps {
  readonly project: string | undefined;
  readonly zone: string;
  readonly onProject: (project: string) => void;
}

/** How a customer reaches the centre: each way with its number and hours, whom to call now, and what the plan promises here and nothing says. */
export function ContactCard({ project, zone, onProject }: ContactCardProps) {
  const texts = useTexts(cardTexts);
  const say = useSay();
  const field = useId();
  const { data, error, refetch } = useQuery(contactCardQuery(project));
  if (error !== null && data === undefined) return <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />;
  if (data === undefined)
    return (
      <p className="wait" role="status">
        {texts.loading}
      </p>
    );
  if (data.card === null) return <p className="sheet">{texts.none}</p>;
  const { plan, project: shown, parts } = data.card;
  const since = parseInstant(plan.appliedAt);
  return (
    <div className="contact-card">
      <header>
        <h1 className="title-page">{texts.title}</h1>
        {data.projects.length > 1 ? (
          <label htmlFor={field} className="contact-project">
            {texts.project}
            <select id={field} className="input" value={shown.id} onChange={({ target }) => onProject(target.value)}>
              {data.projects.map(({ id, name }) => (
                <option key={id} value={id}>
                  {say(name)}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <p>{say(shown.name)}</p>
        )}
        <p className="small muted">{texts.since(plan.code, plan.revision, since === undefined ? '' : isoDay(since, zone))}</p>
      </header>
      <dl className="sheet">
        {parts.map((part) => (
          <Part key={part.place} part={part} />
        ))}
      </dl>
    </div>
  );
}

function Part({ part }: { part: CardPart }) {
  const texts = useTexts(cardTexts);
  const say = useSay();
  return (
    <div>
      <dt>{say(part.title)}</dt>
      <dd>
        {part.lines.map((line) => (
          <Line key={`${line.phone ?? ''}${line.mail ?? ''}${line.label?.zh ?? ''}${line.text?.zh ?? ''}`} line={line} />
        ))}
        {part.lacks.length > 0 && <p className="late">{texts.lacks(part.lacks.map(say).join(texts.join))}</p>}
      </dd>
    </div>
  );
}

function Line({ line }: { line: CardLine }) {
  const say = useSay();
  return (
    <p>
      {line.label !== null && <span className="muted">{say(line.label)}</span>}
      {line.phone !== null && <a href={`tel:${line.phone.replace(/\s/g, '')}`}>{line.phone}</a>}
      {line.mail !== null && <a href={`mailto:${line.mail}`}>{line.mail}</a>}
      {line.text !== null && <span>{say(line.text)}</span>}
    </p>
  );
}
