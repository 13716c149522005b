import type { CSSProperties, ReactNode } from 'react';
import { CommitmentIds } from '#centre/commitments/ui/CommitmentIds.tsx';
import { useLanguage, useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { limitInWords } from '#platform/ui/duration.ts';
import { moment, type Place } from '#platform/ui/format.ts';
import { Icon } from '#platform/ui/icons.tsx';
import { useNow } from '#platform/ui/useNow.ts';
import { parseInstant, type Instant } from '#platform/time/instant.ts';
import { countedText } from '../counted.rules.ts';
import type { RequestDetail } from '../requests.schema.ts';
import { GateBreach } from './GateBreach.tsx';
import { factsTextsEn } from './facts.texts.en.ts';
import { factsTextsZh } from './facts.texts.zh.ts';
import './facts.css';

const factsTexts = { zh: factsTextsZh, en: factsTextsEn };

interface FactsProps {
  readonly request: RequestDetail;
  readonly zone: string;
  /** Where a record of the request is shown. */
  readonly recordHref: (id: string) => string;
  /** Where the customer's other open items are listed. */
  readonly openItemsHref?: string | undefined;
}

/** The right column of a request: who, where, on which equipment, in which phase, with what entitlements, consents, records. */
export function Facts({ request, zone, recordHref, openItemsHref }: FactsProps) {
  const texts = useTexts(factsTexts);
  const say = useSay();
  const { language } = useLanguage();
  const place: Place = { zone, language, today: useNow('calm') };
  const { enquirer, siteContact, asset, contract } = request;
  const granted = request.consents.filter(({ standing }) => standing === 'given');
  const titled = (name: string, role: string | null) =>
    role === null ? name : name + texts.separator + (texts.roles[role] ?? role);
  const open = countedText({ count: request.openItems, more: request.openItemsMore ?? false });
  const travel = request.travelTime === null ? null : texts.travel(limitInWords(request.travelTime, null, language));
  return (
    <div className="sheet facts-sheet">
      <section className="facts">
        <h3>
          {texts.customer}
          {request.openItems > 0 &&
            (openItemsHref === undefined ? (
              <span className="muted">{texts.openItems(open)}</span>
            ) : (
              <a href={openItemsHref}>{texts.openItems(open)}</a>
            ))}
        </h3>
        <Pairs
          pairs={[
            [texts.organisation, request.customer.name],
            [texts.enquirer, titled(enquirer.name, enquirer.role)],
            [texts.phone, enquirer.phone && <Phone number={enquirer.phone} />],
            [texts.email, enquirer.email],
            [texts.onSite, siteContact && titled(siteContact.name, siteContact.role)],
          ]}
        />
      </section>
      {(request.site ?? asset) !== null && (
        <section className="facts">
          <h3>{texts.siteAndAsset}</h3>
          <Pairs
            pairs={[
              [texts.site, [request.site?.name, travel].filter(Boolean).join(texts.comma)],
              [texts.address, request.address],
              [texts.asset, asset && [asset.name, asset.model].filter(Boolean).join(' ')],
              [texts.serial, asset?.serialNumber],
            ]}
          />
        </section>
      )}
      {contract && <Contract contract={contract} place={place} />}
      {request.entitlements.length > 0 && (
        <section className="facts">
          <h3>{texts.entitlements}</h3>
          <ul className="fact-list">
            {request.entitlements.map((entitlement) => (
              <li key={say(entitlement.label)}>
                <span className="granted">
                  <Icon name="check" />
                </span>
                {say(entitlement.label)}
                <CommitmentIds ids={entitlement.commitments} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {granted.length > 0 && (
        <section className="facts">
          <h3>{texts.consents}</h3>
          <ul className="fact-list">
            {granted.map((consent) => {
              const at = parseInstant(consent.at);
              return (
                <li key={consent.scope + consent.at}>
                  <span className="granted">
                    <Icon name="check" />
                  </span>
                  {say(consent.label)}
                  <span>{[consent.by, at === undefined ? '' : moment(at, place)].join(' ')}</span>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {request.records.length > 0 && (
        <section className="facts">
          <h3>{texts.records}</h3>
          <ul className="fact-list papers">
            {request.records.map((record) => (
              <li key={record.id}>
                <Icon name="records" />
                <div>
                  <a href={recordHref(record.id)}>{say(record.title)}</a>
                  <small>{[record.number, say(record.stateLabel)].filter(Boolean).join(texts.separator)}</small>
                  {request.gateBreaches
                    .filter((breach) => breach.subject.id === record.id)
                    .map((breach) => (
                      <small key={breach.guard}>
                        <GateBreach breach={breach} place={place} />
                      </small>
                    ))}
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Pairs({ pairs }: { pairs: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl>
      {pairs
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([term, value]) => (
          <div key={term} style={{ display: 'contents' }}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Phone({ number }: { number: string }) {
  return <a href={`tel:${number.replace(/[^+\d]/g, '')}`}>{number}</a>;
}

type ContractView = NonNullable<RequestDetail['contract']>;

function Contract({ contract, place }: { contract: ContractView; place: Place }) {
  const texts = useTexts(factsTexts);
  const say = useSay();
  const current = contract.phases.find((phase) => phase.current);
  const notes = [
    current?.fromOn ? texts.from(current.fromOn) : null,
    contract.freeUntilOn === null ? null : texts.freeUntil(contract.freeUntilOn),
  ].filter((note) => note !== null);
  return (
    <section className="facts">
      <h3>
        {texts.phase}
        <span className="muted">{contract.number}</span>
      </h3>
      {contract.phases.length > 0 && (
        <div
          className="phases"
          role="img"
          aria-label={
            current
              ? texts.current(say(current.label), current.fromOn ?? texts.none, current.toOn ?? texts.none)
              : say(contract.phaseLabel)
          }
        >
          {contract.phases.map((phase) => (
            <div key={phase.id} className={phase.current ? 'now' : ''}>
              <i
                style={
                  phase.current
                    ? ({ '--here': `${(shareOfPhase(phase, place.today) * 98).toFixed(1)}%` } as CSSProperties)
                    : undefined
                }
              />
              <span title={say(phase.label)}>{say(phase.label)}</span>
            </div>
          ))}
        </div>
      )}
      {notes.length > 0 && <p className="small muted">{notes.join(texts.comma)}</p>}
    </section>
  );
}

/** How far into the current phase today stands; at its beginning where its ends are not known. */
function shareOfPhase(phase: ContractView['phases'][number], today: Instant | undefined): number {
  const from = phase.fromOn === null ? Number.NaN : Date.parse(phase.fromOn);
  const to = phase.toOn === null ? Number.NaN : Date.parse(phase.toOn);
  const share = today === undefined ? 0 : (today - from) / (to - from);
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}
