import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import { IntakeCaller } from '#centre/requests/ui/IntakeCaller.tsx';
import { IntakeForm } from '#centre/requests/ui/IntakeForm.tsx';
import { IntakeGuide } from '#centre/requests/ui/IntakeGuide.tsx';
import { intakeContextQuery, type Caller, type IntakeContext } from '#centre/requests/ui/intake.queries.ts';
import { intakeAfter, intakeFrom, isAnswered, reportOf, wrongOf, type IntakeDraft } from '#centre/requests/ui/intake.schema.ts';
import { intakeTexts } from '#centre/requests/ui/intake.texts.ts';
import { Refusal } from '#centre/requests/ui/Refusal.tsx';
import { requestQuery } from '#centre/requests/ui/requests.queries.ts';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { Severities } from '#centre/requests/ui/Severities.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { serverNow } from '#platform/time/server-clock.ts';
import { DraftNote } from '#platform/ui/DraftNote.tsx';
import { useDraft } from '#platform/ui/draft.ts';
import { useDraftPlace, type DraftPlace } from '#platform/ui/draft-place.ts';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { useKeys } from '#platform/ui/keys.ts';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { two } from '#platform/ui/zoned.ts';
import { useNow } from '#platform/ui/useNow.ts';
import { useHere } from '../frame/crumbs.tsx';

/** The severities to choose from: those with criteria, of the kind once it is known. One without is set by the product. */
function severitiesFor(context: IntakeContext, kind: string): IntakeContext['severities'] {
  return context.severities.filter(
    (severity) => (severity.criteria ?? []).length > 0 && (kind === '' || severity.appliesTo.includes(kind)),
  );
}

/** Call intake: number → who → where → what; the record fills while someone talks, and one key registers it. A window has one sheet. */
export function IntakePage() {
  const place = useDraftPlace('intake');
  return place && <IntakeSheet place={place} />;
}

function IntakeSheet({ place }: { place: DraftPlace }) {
  const texts = useTexts(intakeTexts);
  const say = useSay();
  const navigate = useNavigate();
  const client = useQueryClient();
  const command = useCommand();
  const [kept, keep, restored] = useDraft(place.key);
  const draft = intakeFrom(kept);
  const change = (changed: Partial<IntakeDraft>) => {
    const next = intakeAfter(draft, changed, serverNow());
    keep(next === null ? '' : JSON.stringify(next));
  };
  const { data: context } = useQuery(intakeContextQuery(draft.caller?.customer.id));
  const zone = useZone();
  const [registering, setRegistering] = useState(false);
  const [waiting, setWaiting] = useState(false);
  // Begun anew, the sheet lets go of what is on its way as well.
  const [begun, setBegun] = useState(0);
  const [refused, setRefused] = useState<Problem | null>(null);
  const [unsaid, setUnsaid] = useState(false);
  const [taken, setTaken] = useState<string | null>(null);
  const sheet = useRef<HTMLElement>(null);
  const searchBox = useRef<HTMLInputElement>(null);
  useHere(null, texts.title);
  // Whoever opens this page hears a number or a name: it is written at once.
  useEffect(() => searchBox.current?.focus(), []);

  const wrong = wrongOf((refused?.fields ?? []).map(({ field, message }) => ({ field, message: say(message) })));
  const at = unsaid && !isAnswered(draft, 'content') ? { ...wrong.at, content: texts.contentMissing } : wrong.at;
  const goTo = (selector: string) => setTimeout(() => sheet.current?.querySelector<HTMLElement>(selector)?.focus());
  const choose = (caller: Caller | null) => {
    change(
      caller === null
        ? { caller: null }
        : {
            caller,
            sought: '',
            enquirerName: caller.name,
            enquirerPhone: caller.phone ?? '',
            enquirerEmail: caller.email ?? '',
            siteId: caller.siteId ?? draft.siteId,
          },
    );
    // Who calls is known: what they say comes next.
    if (caller !== null) goTo('textarea');
  };
  const discard = () => {
    keep('');
    setBegun(begun + 1);
  };
  const register = async () => {
    if (registering || waiting) return;
    setUnsaid(!isAnswered(draft, 'content'));
    if (!isAnswered(draft, 'content')) {
      setRefused(null);
      goTo('textarea');
      return;
    }
    const giveBack = heldFocus();
    setRegistering(true);
    const answer = await command<{ id: string; number: string }>(
      '/api/service-requests',
      reportOf(withOnlyProject(draft, context?.projects)),
    );
    setRegistering(false);
    if (!answer.ok) {
      setRefused(answer.problem);
      setTimeout(giveBack);
      goTo('[aria-invalid]');
      return;
    }
    keep('');
    void client.invalidateQueries({ queryKey: ['requests'] });
    const { id, number } = answer.value;
    // Whoever only takes down what others handle reads nothing of it (roles.md): the number is what they tell the caller.
    const isSeen = await client.fetchQuery(requestQuery(id)).then(
      () => true,
      () => false,
    );
    if (isSeen) await navigate({ to: '/requests/$requestId', params: { requestId: id } });
    else setTaken(number);
  };
  useKeys({ '/': () => searchBox.current?.focus(), 'ctrl+Enter': () => void register() });
  useOffers([
    { id: 'caller', of: 'here', label: texts.findCaller, keys: '/', icon: 'search', onChoose: () => searchBox.current?.focus() },
    { id: 'register', of: 'here', label: texts.register, keys: 'Ctrl Enter', icon: 'check', onChoose: () => void register() },
  ]);

  return (
    <>
      <CallBar draft={draft} />
      {place.isBeside && (
        <p className="other-window small" role="status">
          {texts.otherWindow}
        </p>
      )}
      <div className="intake">
        <IntakeCaller
          caller={draft.caller}
          openItems={context?.openItems}
          searchBox={searchBox}
          sought={draft.sought}
          onSeek={(sought) => change({ sought })}
          onChoose={choose}
          Way={WayToRequest}
        />
        {/* What is written while it is sent would go with what was sent. */}
        <section ref={sheet} className="sheet intake-form" aria-label={texts.form} inert={registering}>
          <header>
            <h1>{texts.form}</h1>
            {context?.form && (
              <span className="small muted">
                {texts.documentNumber(context.form.documentNumber, context.form.documentVersion)}
              </span>
            )}
          </header>
          <IntakeForm
            key={begun}
            draft={withOnlyProject(draft, context?.projects)}
            context={context}
            wrong={at}
            zone={zone}
            onChange={change}
            onWaiting={setWaiting}
          />
          {context && (
            <Severities
              severities={severitiesFor(context, draft.kind)}
              value={draft.severity}
              onChange={(severity) => change({ severity })}
            />
          )}
          {refused && (
            <Refusal
              told
              title={texts.refused}
              commitments={refused.commitments}
              reason={[say(refused.detail), ...wrong.others, texts.kept].join(' ')}
            />
          )}
          <div className="intake-act">
            <span className="small muted" role="status">
              {kept === '' && taken !== null && texts.taken(taken)}
            </span>
            {kept !== '' && <DraftNote restored={restored} onDiscard={discard} />}
            <button type="button" className="button primary" disabled={registering || waiting} onClick={() => void register()}>
              {registering ? texts.registering : texts.register}
              <kbd aria-hidden="true">Ctrl Enter</kbd>
            </button>
          </div>
        </section>
        <IntakeGuide draft={draft} context={context} />
      </div>
    </>
  );
}

function WayToRequest({ row, children }: { row: RequestRow; children: ReactNode }) {
  return (
    <Link to="/requests/$requestId" params={{ requestId: row.id }}>
      {children}
    </Link>
  );
}

/** A customer with one project needs no choice of it: it is shown and sent. */
function withOnlyProject(draft: IntakeDraft, projects: readonly { id: string }[] | undefined): IntakeDraft {
  const [only, other] = projects ?? [];
  return draft.projectId === '' && only !== undefined && other === undefined ? { ...draft, projectId: only.id } : draft;
}

/** How long ago it was received, and from whom. */
function CallBar({ draft: { caller, occurredAt } }: { draft: IntakeDraft }) {
  const texts = useTexts(intakeTexts);
  const now = useNow('second');
  const since = parseInstant(occurredAt);
  const about = since === undefined ? texts.notBegun : caller?.phone;
  return (
    <section className="call-bar" aria-label={texts.talking}>
      <div className="time">{passed(since === undefined ? 0 : now - since)}</div>
      <div>
        <div className="name">{caller === null ? texts.unknownCaller : [caller.name, caller.customer.name].join(' ')}</div>
        {about && <p>{about}</p>}
      </div>
    </section>
  );
}

/** Minutes and seconds, with the hours before them once there are some. */
function passed(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return [...(hours > 0 ? [String(hours)] : []), two(minutes), two(seconds % 60)].join(':');
}
