import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ClockShape } from '#centre/commitments/ui/ClockShape.tsx';
import { useZone } from '#centre/requests/ui/useZone.ts';
import { fetched, problemOf } from '#platform/client/query.ts';
import { recomputeProof, type RecomputedProof } from '#platform/evidence-log/recompute-proof.ts';
import { useLanguage, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { parseInstant } from '#platform/time/instant.ts';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { momentInWords } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { Trouble } from '#platform/ui/Trouble.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import type { EventProofAnswer } from '../event-proof.schema.ts';
import { proofTexts } from './proof.texts.ts';
import './proof.css';

interface ProofOfEventProps {
  readonly eventId: string;
  /** What is proven, in the words of the page that was asked. */
  readonly title: string;
  readonly onClose: () => void;
}

/** While an event waits for its seal. */
const AGAIN_MS = 2_000;

/** What shows that an event stands as it was sealed, step by step, each computed again in the browser; the proof itself to take along. */
export function ProofOfEvent({ eventId, title, onClose }: ProofOfEventProps) {
  const texts = useTexts(proofTexts);
  const zone = useZone();
  const address = `/api/events/${eventId}/proof`;
  const { data, error, refetch } = useQuery({
    queryKey: ['event-proof', eventId],
    queryFn: ({ signal }) => fetched<EventProofAnswer>(address, signal),
    refetchInterval: ({ state }) => (state.data?.seal === null ? AGAIN_MS : false),
  });
  return (
    <Drawer
      title={texts.title(title)}
      closeLabel={texts.close}
      onClose={onClose}
      foot={
        data && (
          <a className="button" href={address} download={`proof-${eventId}.json`}>
            <Icon name="download" />
            {texts.download}
          </a>
        )
      }
    >
      {data !== undefined ? (
        <ProofSteps proof={data} zone={zone} />
      ) : error === null ? (
        <p className="proof muted" role="status">
          {texts.loading}
        </p>
      ) : (
        <Trouble problem={problemOf(error)} onRetry={() => void refetch()} />
      )}
    </Drawer>
  );
}

/** Over a connection in the clear browsers have no means to compute it. */
const subtle = (): SubtleCrypto | undefined => (globalThis.crypto as Partial<Crypto> | undefined)?.subtle;

function ProofSteps({ proof, zone }: { proof: EventProofAnswer; zone: string }) {
  const texts = useTexts(proofTexts);
  const { language } = useLanguage();
  const today = useNow('calm');
  const means = subtle();
  const { data: found } = useQuery({
    queryKey: ['recomputed', proof.id, proof.hash, proof.seal?.digest ?? null],
    queryFn: () => (means === undefined ? null : recomputeProof(proof, means)),
    enabled: means !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const when = (at: unknown): string => {
    const parsed = typeof at === 'string' ? parseInstant(at) : undefined;
    return parsed === undefined ? '' : momentInWords(parsed, { zone, language, today });
  };
  return (
    <div className="proof">
      <Verdict proof={proof} found={means === undefined ? null : found} when={when} />
      <dl>
        <ContentStep proof={proof} found={found} when={when} />
        {proof.seal !== null && <SealStep seal={proof.seal} found={found} when={when} />}
        {proof.seal !== null && <SignatureStep found={found} />}
      </dl>
      <p className="small muted">{texts.offline}</p>
    </div>
  );
}

interface StepProps {
  readonly found: RecomputedProof | null | undefined;
  readonly when: (at: unknown) => string;
}

function ContentStep({ proof, found, when }: StepProps & { readonly proof: EventProofAnswer }) {
  const texts = useTexts(proofTexts);
  const { event, stream, previousHash } = proof;
  const streamName = texts.streams[stream.kind] ?? stream.kind;
  const said = { true: texts.contentHolds, false: texts.contentFails, null: texts.contentHidden, undefined: '' };
  return (
    <Step title={texts.steps.content} mark={found?.content} said={said[`${found?.content}`]}>
      {event !== null && (
        <p>
          {texts.happened(when(event['occurredAt']), when(event['recordedAt']))}
          <br />
          <span className="muted">{texts.type(String(event['type']))}</span>
        </p>
      )}
      <p>{previousHash === null ? texts.first(streamName) : texts.chained(proof.seq, streamName)}</p>
      {previousHash !== null && <code>{previousHash}</code>}
      <p>{texts.fingerprint}</p>
      <code>{proof.hash}</code>
    </Step>
  );
}

function SealStep({ seal, found, when }: StepProps & { readonly seal: NonNullable<EventProofAnswer['seal']> }) {
  const texts = useTexts(proofTexts);
  const said = { true: texts.pathHolds, false: texts.pathFails, null: '', undefined: '' };
  return (
    <Step title={texts.steps.path} mark={found?.path} said={said[`${found?.path}`]}>
      <p>{texts.sealed(seal.number, when(seal.sealedAt))}</p>
      {found?.said != null && (
        <>
          <p>{texts.placed((seal.place ?? 0) + 1, found.said.events, seal.path.length)}</p>
          <code>{found.said.root}</code>
        </>
      )}
    </Step>
  );
}

function SignatureStep({ found }: Pick<StepProps, 'found'>) {
  const texts = useTexts(proofTexts);
  const said = { true: texts.signatureHolds, false: texts.signatureFails, null: texts.signatureUnknown, undefined: '' };
  return (
    <Step title={texts.steps.signature} mark={found?.signature} said={said[`${found?.signature}`]}>
      {found?.said != null && <p>{texts.key(found.said.keyId)}</p>}
    </Step>
  );
}

interface VerdictProps {
  readonly proof: EventProofAnswer;
  /** Null where nothing can be computed here; undefined while it is. */
  readonly found: RecomputedProof | null | undefined;
  readonly when: (at: unknown) => string;
}

function Verdict({ proof: { seal, holds }, found, when }: VerdictProps) {
  const texts = useTexts(proofTexts);
  const said = ((): readonly ['kept' | 'breached' | 'notStarted', string, string] => {
    if (found === undefined) return ['notStarted', texts.recomputing, ''];
    if (found === null) return [holds ? 'notStarted' : 'breached', texts.notHere, texts.notHereAbout(holds)];
    const marks = [found.content, found.path, found.signature];
    if (marks.includes(false)) return ['breached', texts.fails, texts.failsAbout];
    if (seal === null) return ['notStarted', texts.waits, texts.waitsAbout];
    if (found.signature === null) return ['kept', texts.partly, texts.partlyAbout];
    return ['kept', texts.holds, texts.holdsAbout(when(seal.sealedAt))];
  })();
  const [mark, words, about] = said;
  return (
    <div className={`proof-verdict tone ${mark}`} role="status">
      <ClockShape mark={mark} share={0} />
      <div>
        <b>{words}</b>
        {about !== '' && <p>{about}</p>}
      </div>
    </div>
  );
}

interface StepFrameProps {
  readonly title: string;
  readonly mark: boolean | null | undefined;
  readonly said: string;
  readonly children: ReactNode;
}

function Step({ title, mark, said, children }: StepFrameProps) {
  const shape = mark === true ? 'kept' : mark === false ? 'breached' : 'notStarted';
  return (
    <div className="proof-step">
      <dt>
        <span className={`tone ${shape}`}>
          <ClockShape mark={shape} small />
        </span>
        {title}
      </dt>
      <dd>
        {children}
        {said !== '' && <p className="muted">{said}</p>}
      </dd>
    </div>
  );
}
