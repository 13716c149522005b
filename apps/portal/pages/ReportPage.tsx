import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { intakeContextQuery } from '#centre/requests/ui/intake.queries.ts';
import { useMe } from '#centre/requests/ui/SignedIn.tsx';
import type { Problem } from '#platform/client/problem-details.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { heldFocus } from '#platform/ui/held-focus.ts';
import { NotRead } from '#platform/ui/Trouble.tsx';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { useGo } from '../paths.tsx';
import { ReportForm } from '../report/ReportForm.tsx';
import { emptyReport, missingOf, OPINION, reportOf, type Missing, type ReportDraft } from '../report/report.rules.ts';
import { reportTexts } from '../report/report.texts.ts';
import { Sent, type SentReport } from '../report/Sent.tsx';

const reports: Readonly<Record<string, string>> = {};
const opinions: typeof reports = { about: 'opinion' };

const empty: Readonly<Record<string, unknown>> = { ...emptyReport };

/** A report, a question or an opinion; once it has arrived, its number, until somebody goes on from there. */
export function ReportPage() {
  const texts = useTexts(reportTexts);
  const go = useGo();
  const search: Readonly<Record<string, unknown>> = useRouterState({ select: (router) => router.location.search });
  const { personId } = useMe();
  // In the history and not on the page alone: the same address, chosen again, is a form again. It outlives whoever sent it.
  const { sent, by } = useRouterState({ select: (router) => router.location.state as Arrived });
  const opinion = search['about'] === 'opinion';
  const here = { to: '/report' as const, search: opinion ? opinions : reports };
  usePageTitle(opinion ? texts.opinionTitle : texts.title);
  if (sent !== undefined && by === personId) return <Sent sent={sent} onAnother={() => go(here)} />;
  return (
    <Writing
      key={opinion ? 'opinion' : 'report'}
      opinion={opinion}
      onSent={(arrived) => go({ ...here, state: { sent: arrived, by: personId }, replace: true })}
    />
  );
}

interface Arrived {
  readonly sent?: SentReport;
  readonly by?: string;
}

interface WritingProps {
  readonly opinion: boolean;
  readonly onSent: (sent: SentReport) => void;
}

/** What is written is kept on the device until it has arrived. */
function Writing({ opinion, onSent }: WritingProps) {
  const texts = useTexts(reportTexts);
  const client = useQueryClient();
  const { data: context, error, refetch } = useQuery(intakeContextQuery(undefined));
  // An opinion and a report go to one address and are two things.
  const place = opinion ? 'portal.opinion' : 'portal.report';
  // When it was received the server says: a device that is set wrong moves no clock.
  const send = useIntent(place, { dated: false });
  const [fields, keep, drafted, times] = useDraftFields(place, empty);
  const draft = fields as unknown as ReportDraft;
  const [missing, setMissing] = useState<readonly Missing[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [sending, setSending] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const stands = useRef(false);
  useEffect(() => {
    stands.current = true;
    return () => {
      stands.current = false;
    };
  }, []);

  const kindOfOpinion = context?.kinds.some(({ value }) => value === OPINION) === true ? OPINION : '';

  const submit = async () => {
    if (sending || waiting) return;
    const lacking = missingOf(draft, { opinion });
    setMissing(lacking);
    setProblem(null);
    if (lacking[0] !== undefined) {
      document.querySelector<HTMLElement>(`[data-field="${lacking[0]}"] :is(input, textarea)`)?.focus();
      return;
    }
    const giveBack = heldFocus();
    setSending(true);
    const words = { opinion: opinion ? texts.opinion : null, sinceLine: texts.sinceLine };
    const answer = await send<SentReport>(
      '/api/service-requests',
      reportOf(opinion ? { ...draft, kind: kindOfOpinion } : draft, words),
    );
    // At once: what cannot be written in takes no focus.
    flushSync(() => setSending(false));
    if (!answer.ok) {
      setProblem(answer.problem);
      giveBack();
      return;
    }
    keep(null);
    void client.invalidateQueries({ queryKey: ['requests'] });
    // Whoever went elsewhere meanwhile is not fetched back.
    if (!stands.current) return;
    onSent(answer.value);
    window.scrollTo(0, 0);
  };

  if (!context) return <NotRead error={error} onRetry={() => void refetch()} />;
  return (
    <div className="report-page">
      <h1 className="title-page">{opinion ? texts.opinionTitle : texts.title}</h1>
      <ReportForm
        key={times}
        context={context}
        opinion={opinion}
        draft={draft}
        drafted={drafted}
        missing={missing}
        problem={problem}
        sending={sending}
        waiting={waiting}
        onWaiting={setWaiting}
        onChange={(changed) => keep({ ...changed })}
        onClear={() => keep(null)}
        onSubmit={() => void submit()}
      />
    </div>
  );
}
