import type { ReactNode } from 'react';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import type { NextEvent } from '#centre/requests/requests.schema.ts';
import { sentences } from '#centre/requests/ui/Refusal.tsx';
import type { DepartureCheck, VisitView } from '#centre/visits/visits.schema.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { visitTexts } from './visit.texts.ts';

interface DepartureCardProps {
  readonly visit: VisitView;
  /** The departure as it is refused now, with its commitment. */
  readonly refused: NextEvent | undefined;
}

/** What must be so before anybody leaves. What refuses the departure stands in its place with its commitment and the way out. */
export function DepartureCard({ visit, refused }: DepartureCardProps) {
  const texts = useTexts(visitTexts);
  const done = (check: DepartureCheck) => visit.departure.find((known) => known.check === check)?.done === true;
  // The lock stands on the first check that is open: it is the one that the refusal names.
  const locked = refused === undefined ? undefined : visit.departure.find((known) => !known.done)?.check;
  return (
    <section className="sheet visit-sheet" aria-label={texts.departure}>
      <h2>
        {texts.departure}
        <span>{texts.departureNote(visit.departure.length)}</span>
      </h2>
      {visit.departure.map(({ check }) =>
        check === locked && refused !== undefined ? (
          <Locked key={check} name={texts.checks[check]} refused={refused} />
        ) : (
          <Check key={check} done={done(check)} name={texts.checks[check]}>
            {done(check) ? null : <Hint check={check} visit={visit} />}
          </Check>
        ),
      )}
    </section>
  );
}

function Check({ done, name, children }: { done: boolean; name: string; children: ReactNode }) {
  const texts = useTexts(visitTexts);
  return (
    <div className="check-line">
      {done ? (
        <span className="tone kept">
          <ClockShape mark="kept" />
        </span>
      ) : (
        <span className="box" aria-hidden="true" />
      )}
      <span>
        {name}
        {/* The shapes are silent. */}
        <span className="unseen">{done ? texts.met : texts.notMet}</span>
      </span>
      <small className="end">{children}</small>
    </div>
  );
}

function Hint({ check, visit }: { check: DepartureCheck; visit: VisitView }) {
  const texts = useTexts(visitTexts);
  switch (check) {
    case 'serviceRestored':
      return visit.waived ? texts.waived : null;
    case 'siteCleaned':
      return (
        <span className="with-icon">
          <Icon name="camera" />
          {texts.siteCleanedHint}
        </span>
      );
    case 'customerChecked':
      return visit.contact === null ? null : texts.customerHint(visit.contact.name);
    case 'serviceRecordSigned':
      return visit.serviceRecord === null
        ? null
        : texts.recordHint(visit.serviceRecord.number ?? visit.serviceRecord.documentNumber);
  }
}

function Locked({ name, refused }: { name: string; refused: NextEvent }) {
  const say = useSay();
  return (
    <div className="check-line locked" role="group" aria-label={say(refused.label)} aria-disabled="true" tabIndex={0}>
      <Icon name="lock" />
      <b>{name}</b>
      <small className="end">
        {refused.refusedBy.map((id) => (
          <span className="number" key={id}>
            {id}
          </span>
        ))}
      </small>
      <p>
        {sentences(refused.reason === null ? '' : say(refused.reason)).map((sentence) => (
          <span key={sentence}>{sentence}</span>
        ))}
      </p>
    </div>
  );
}
