import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { problemOf } from '#platform/client/query.ts';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { durationInWords } from '#platform/ui/duration.ts';
import { FilterMenu } from '#platform/ui/FilterMenu.tsx';
import { moment, type Place } from '#platform/ui/format.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { EvidenceRow } from '../../register/evidence.schema.ts';
import type { CommitmentAnswer } from '../../register/register.schema.ts';
import { EVIDENCE_KINDS, type EvidenceKind, type FulfilmentStatus } from '../../register/vocabulary.ts';
import type { NamedClock } from '../WhyDrawer.tsx';
import { BreachExplanation } from './BreachExplanation.tsx';
import { commitmentTexts } from './commitment.texts.ts';
import type { CommitmentTexts } from './commitment.texts.zh.ts';
import { DutyReport } from './DutyReport.tsx';
import { evidenceQuery, type RegisterSearch } from './register.queries.ts';
import { StatusMark } from './StatusMark.tsx';

/** Links of the app that shows the register. */
export interface RegisterLinks {
  readonly request: (id: string, words: string) => ReactNode;
  readonly record: (id: string, words: string) => ReactNode;
  /** The page that shows how to reach the centre, of a project. */
  readonly card: (projectId: string, words: string) => ReactNode;
  /** Why a clock of a request was due when it was, laid over the page. */
  readonly why: (asked: ClockAsked, onClose: () => void) => ReactNode;
  /** What shows that an event stands as it was sealed, laid over the page. */
  readonly proof: (asked: EventAsked, onClose: () => void) => ReactNode;
}

export interface EventAsked {
  readonly eventId: string;
  /** What is proven, in words. */
  readonly title: string;
}

export interface ClockOfRequest {
  readonly requestId: string;
  readonly clock: NamedClock;
}

/** The same as of an instant that is past; null for now. */
export interface ClockAsked extends ClockOfRequest {
  readonly asOf: string | null;
}

interface EvidenceListProps {
  readonly commitment: CommitmentAnswer;
  readonly search: RegisterSearch;
  readonly zone: string;
  readonly links: RegisterLinks;
  readonly onOnly: (only: EvidenceKind | undefined) => void;
  readonly onWhy: (asked: ClockOfRequest) => void;
  readonly onProof: (asked: EventAsked) => void;
}

const shownAs: Readonly<Record<EvidenceKind, FulfilmentStatus>> = {
  kept: 'kept',
  passed: 'kept',
  breached: 'breached',
  waived: 'waived',
  warned: 'atRisk',
  refused: 'notDue',
  attested: 'kept',
  activated: 'kept',
  published: 'kept',
};

/** What happened to the commitment, each with its request, its record and the proof of its event. */
export function EvidenceList({ commitment, search, zone, links, onOnly, onWhy, onProof }: EvidenceListProps) {
  const texts = useTexts(commitmentTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery(
    evidenceQuery(commitment.id, search),
  );
  const hasDuties = commitment.feeds.some(({ by }) => by === 'duties');
  const rows = data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <section className="evidence">
      <div className="evidence-head">
        <h3>{texts.evidence}</h3>
        <FilterMenu
          label={texts.only}
          value={search.only}
          options={EVIDENCE_KINDS.map((kind) => [kind, texts.kinds[kind]])}
          onChoose={(only) => onOnly(EVIDENCE_KINDS.find((kind) => kind === only))}
        />
      </div>
      {error && !data ? (
        <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <p role="status" className="muted">
          {texts.loading}
        </p>
      ) : rows.length === 0 && !hasNextPage ? (
        <p className="muted">{commitment.feeds.some(({ by }) => by === 'plan') ? texts.onlyPlan : texts.noEvidence}</p>
      ) : (
        <>
          <p className="small muted">{hasDuties ? texts.evidenceNoteDuties : texts.evidenceNote}</p>
          <ol>
            {rows.map((row) => (
              <EvidenceLine
                key={`${row.what}${row.at}${row.subject.id}${row.eventId ?? ''}${row.clock ?? ''}`}
                row={row}
                // What is told now would not show on the day that is looked at.
                people={search.asOf === undefined ? commitment.people : []}
                ofSeveral={commitment.planCount > 1}
                cardWords={search.asOf === undefined ? texts.card : texts.cardNow}
                place={{ zone, language, today }}
                links={links}
                onWhy={onWhy}
                onProof={onProof}
              />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <button type="button" className="button compact" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {isFetchingNextPage ? texts.loading : texts.more}
        </button>
      )}
    </section>
  );
}

interface EvidenceLineProps extends Pick<EvidenceListProps, 'links' | 'onWhy' | 'onProof'> {
  readonly row: EvidenceRow;
  readonly people: CommitmentAnswer['people'];
  /** Whether it is looked at in several projects: each row tells its own. */
  readonly ofSeveral: boolean;
  readonly cardWords: string;
  readonly place: Place;
}

function EvidenceLine({ row, people, ofSeveral, cardWords, place, links, onWhy, onProof }: EvidenceLineProps) {
  const texts = useTexts(commitmentTexts);
  const say = useSay();
  const clock = clockOf(row);
  const told = (at: string): string => {
    const parsed = parseInstant(at);
    return parsed === undefined ? '' : moment(parsed, place);
  };
  return (
    <li>
      <span className={`status-words ${shownAs[row.what]}`}>
        <StatusMark status={shownAs[row.what]} />
        {texts.kinds[row.what]}
      </span>
      <div>
        <p>
          <b>{say(row.title)}</b> <time dateTime={row.at}>{told(row.at)}</time>
          {row.what === 'breached' && <span className="late">{lateWords(row.lateSeconds, texts, place.language)}</span>}
          {row.what === 'kept' && row.dueAt !== null && <span className="muted">{texts.by(told(row.dueAt))}</span>}
          {row.guards.length > 0 && (
            <span className="muted">{row.reasons.length > 0 ? row.reasons.map(say).join(' ') : row.guards.join(texts.list)}</span>
          )}
          {row.times !== null && row.times > 1 && <span className="muted">{texts.times(row.times)}</span>}
        </p>
        {row.duty !== null && <DutyReport row={row} duty={row.duty} place={place} />}
        <p className="evidence-links">
          {row.request !== null && links.request(row.request.id, texts.request(row.request.number))}
          {row.request !== null && ofSeveral && <span className="muted project">{say(row.request.project)}</span>}
          {clock !== null && (
            <button
              type="button"
              className="button compact"
              aria-label={texts.whyOf(say(row.title), row.request?.number ?? '')}
              onClick={() => onWhy(clock)}
            >
              {texts.why}
            </button>
          )}
          {row.record !== null && (
            <>
              {links.record(row.record.id, row.record.number === null ? texts.draftRecord : texts.record(row.record.number))}
              {row.record.number !== null && <a href={`/api/records/${row.record.id}/pdf`}>{texts.pdf}</a>}
            </>
          )}
          {row.projectId !== null && links.card(row.projectId, cardWords)}
          {row.eventId !== null && (
            <ProofButton eventId={row.eventId} title={`${say(row.title)} ${told(row.at)}`} onProof={onProof} />
          )}
        </p>
        {row.attestation !== null && (
          <p>
            {texts.attestedUntil(row.attestation.by ?? texts.erased, row.attestation.holdsUntil)}
            <a href={`/api/files/${row.attestation.file.id}`} target="_blank" rel="noreferrer">
              {row.attestation.file.name ?? texts.file}
            </a>
          </p>
        )}
        {row.what === 'breached' && <BreachExplanation row={row} people={people} />}
      </div>
    </li>
  );
}

/** How late it was in the end; where what was done in time was written down only after the breach, that. */
function lateWords(seconds: number | null, texts: CommitmentTexts, language: Place['language']): string {
  if (seconds !== null && seconds < 0) return texts.inTimeAfterAll;
  return seconds === null || seconds === 0 ? texts.stillLate : texts.late(durationInWords(seconds, language));
}

/** The clock whose verdict a row tells; none for a guard that was broken, and for what no request brought. */
function clockOf({ clock, cycle, request, subject, title }: EvidenceRow): ClockOfRequest | null {
  if (clock === null || cycle === null || cycle === 0 || request === null) return null;
  return { requestId: request.id, clock: { id: clock, cycle, subject, name: title } };
}

/** Opens the proof of an event; its name says of what. */
export function ProofButton({ eventId, title, onProof }: EventAsked & Pick<EvidenceListProps, 'onProof'>) {
  const texts = useTexts(commitmentTexts);
  return (
    <button
      type="button"
      className="button compact"
      aria-label={texts.proofOf(title)}
      onClick={() => onProof({ eventId, title })}
    >
      {texts.proof}
    </button>
  );
}
