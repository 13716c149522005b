import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { isoDay } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import type { EvidenceKind } from '../../register/vocabulary.ts';
import { AttestForm } from './AttestForm.tsx';
import { commitmentTexts } from './commitment.texts.ts';
import { CountingProgress } from './CountingProgress.tsx';
import { DutyList } from './DutyList.tsx';
import { EvidenceList, type ClockOfRequest, type EventAsked, type RegisterLinks } from './EvidenceList.tsx';
import { HowMeasured } from './HowMeasured.tsx';
import { statusWords } from './register-words.rules.ts';
import { commitmentQuery, placesQuery, type RegisterSearch } from './register.queries.ts';
import { registerTexts } from './register.texts.ts';
import { StatusMark } from './StatusMark.tsx';
import { TrendTable } from './TrendTable.tsx';
import './commitment.css';

interface CommitmentDrawerProps {
  readonly id: string;
  readonly search: RegisterSearch;
  readonly zone: string;
  readonly links: RegisterLinks;
  readonly onOnly: (only: EvidenceKind | undefined) => void;
  /** Narrows the register to one project, or to none. */
  readonly onProject: (project: string | undefined) => void;
  readonly onClose: () => void;
}

/** One commitment: the clause quoted, how it is measured, how it went, and what shows it. */
export function CommitmentDrawer({ id, search, zone, links, onOnly, onProject, onClose }: CommitmentDrawerProps) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const { data, error, refetch } = useQuery(commitmentQuery(id, search));
  const [asked, setAsked] = useState<ClockOfRequest | null>(null);
  const [proven, setProven] = useState<EventAsked | null>(null);
  return (
    <>
      <Drawer
        closeLabel={texts.close}
        onClose={onClose}
        title={
          <>
            {data?.counting === null && <StatusMark status={data.status} />}
            <span className="number">{id}</span>
            {data?.counting === null && <span className="status-title">{statusWords(data, register)}</span>}
          </>
        }
      >
        <div className="commitment">
          {data ? (
            <>
              {search.project !== undefined && <OneProject search={search} onAll={() => onProject(undefined)} />}
              <Promised commitment={data} zone={zone} />
              <HowMeasured commitment={data} isEarlier={search.asOf !== undefined} />
              {data.counting === null ? <TrendTable months={data.trend} /> : <CountingProgress counting={data.counting} />}
              {data.counting === null && data.projects.length > 1 && <Projects commitment={data} onProject={onProject} />}
              {data.feeds.some(({ by }) => by === 'duties') && <DutyList commitment={data} zone={zone} />}
              {data.mayAttest.length > 0 && search.asOf === undefined && <AttestForm commitment={data} />}
              <EvidenceList
                commitment={data}
                search={search}
                zone={zone}
                links={links}
                onOnly={onOnly}
                onWhy={setAsked}
                onProof={setProven}
              />
            </>
          ) : error === null ? (
            <p role="status" className="muted">
              {texts.loading}
            </p>
          ) : (
            <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
          )}
        </div>
      </Drawer>
      {asked !== null && links.why({ ...asked, asOf: data?.until ?? null }, () => setAsked(null))}
      {proven !== null && links.proof(proven, () => setProven(null))}
    </>
  );
}

/** The clause in the words of the source, the sentence it stands for, and who answers for it. */
function Promised({ commitment, zone }: { commitment: CommitmentAnswer; zone: string }) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const say = useSay();
  const { language } = useLanguage();
  const { plan } = commitment;
  const active = parseInstant(plan.appliedAt);
  return (
    <div className="promised">
      <blockquote className="quote" lang={language === 'zh' ? undefined : 'zh-CN'}>
        {texts.quote(commitment.quote)}
      </blockquote>
      <p>{say(commitment.text)}</p>
      <p className="small muted">
        {[
          texts.clause(commitment.clause),
          register.kinds[commitment.kind],
          commitment.responsible.map(({ name }) => say(name)).join(texts.list),
          texts.plan(plan.code, plan.revision, active === undefined ? '' : isoDay(active, zone)),
        ].join(' · ')}
      </p>
    </div>
  );
}

/** Which project alone is looked at, and the way to all of them. */
function OneProject({ search, onAll }: { search: RegisterSearch; onAll: () => void }) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const { data } = useQuery(placesQuery(search, ''));
  const chosen = data?.projects.chosen;
  if (data === undefined || chosen == null || data.projects.total < 2) return null;
  return (
    <p className="one-project">
      {texts.onlyProject(say(chosen.name), chosen.code)}
      <button type="button" className="button compact" onClick={onAll}>
        {texts.allProjects}
      </button>
    </p>
  );
}

/** The projects it stands worst in, each of which leads to what happened there. */
function Projects({ commitment, onProject }: { commitment: CommitmentAnswer; onProject: CommitmentDrawerProps['onProject'] }) {
  const texts = useTexts(commitmentTexts);
  const register = useTexts(registerTexts);
  const say = useSay();
  const ofSeveral = new Set(commitment.projects.map(({ customer }) => say(customer))).size > 1;
  return (
    <section className="of-projects">
      <h3>{texts.projects}</h3>
      <ul>
        {commitment.projects.map(({ id, code, name, customer, kept, breached, passed }) => (
          <li key={id}>
            <span>
              <button type="button" onClick={() => onProject(id)}>
                {say(name)}
              </button>{' '}
              <span className="small muted">{ofSeveral ? `${code} · ${say(customer)}` : code}</span>
            </span>
            <span className={breached > 0 ? 'late' : 'muted'}>
              {register.ofTimes(kept === 0 ? passed : kept, (kept === 0 ? passed : kept) + breached)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
