import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouterState } from '@tanstack/react-router';
import { useState } from 'react';
import { intakeContextQuery } from '#centre/requests/ui/intake.queries.ts';
import type { Problem } from '#platform/client/problem-details.ts';
import { problemOf } from '#platform/client/query.ts';
import { useIntent } from '#platform/client/useIntent.ts';
import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useDraftFields } from '#platform/ui/draft-fields.ts';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { portalTexts } from '../frame/portal.texts.ts';
import { usePageTitle } from '../frame/usePageTitle.ts';
import { ReportForm } from '../report/ReportForm.tsx';
import { emptyReport, missingOf, OPINION, reportOf, type Missing, type ReportDraft } from '../report/report.rules.ts';
import { reportTexts } from '../report/report.texts.ts';
import { Sent, type SentReport } from '../report/Sent.tsx';

const empty: Readonly<Record<string, unknown>> = { ...emptyReport };

/** A report, a question or an opinion. What is written is kept on the device until it has arrived. */
export function ReportPage() {
  const texts = useTexts(reportTexts);
  const frame = useTexts(portalTexts);
  const client = useQueryClient();
  const search: Readonly<Record<string, unknown>> = useRouterState({ select: (router) => router.location.search });
  const opinion = search['about'] === 'opinion';
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
  const [sent, setSent] = useState<SentReport | null>(null);
  const title = opinion ? texts.opinionTitle : texts.title;
  usePageTitle(title);

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
    setSending(true);
    const words = { opinion: opinion ? texts.opinion : null, sinceLine: texts.sinceLine };
    const answer = await send<SentReport>(
      '/api/service-requests',
      reportOf(opinion ? { ...draft, kind: kindOfOpinion } : draft, words),
    );
    setSending(false);
    if (!answer.ok) {
      setProblem(answer.problem);
      return;
    }
    keep(null);
    setSent(answer.value);
    window.scrollTo(0, 0);
    void client.invalidateQueries({ queryKey: ['requests'] });
  };

  if (sent !== null) return <Sent sent={sent} onAnother={() => setSent(null)} />;
  if (!context)
    return error === null ? (
      <p className="wait" role="status">
        {frame.loading}
      </p>
    ) : (
      <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
    );
  return (
    <div className="report-page">
      <h1 className="title-page">{title}</h1>
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
