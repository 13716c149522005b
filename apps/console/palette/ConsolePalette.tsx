import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouteContext } from '@tanstack/react-router';
import { useDeferredValue, useEffect, useState } from 'react';
import type { RecordRow } from '#centre/records/records.schema.ts';
import type { RequestRow } from '#centre/requests/requests.schema.ts';
import type { Caller } from '#centre/requests/ui/intake.queries.ts';
import { listTexts } from '#centre/requests/ui/list.texts.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import type { Offer } from '#platform/ui/palette/offers.tsx';
import { Palette } from '#platform/ui/palette/Palette.tsx';
import { CALL_TAKERS, furtherPlaces, placesFor } from '../frame/places.ts';
import { frameTexts } from '../frame/frame.texts.ts';
import { LEAST_SOUGHT } from '#centre/requests/ui/search.queries.ts';
import { savedViewsQuery } from '#centre/requests/ui/saved-views.queries.ts';
import { searchOf } from '../pages/saved-view.rules.ts';
import { everyView } from '../pages/request-views.rules.ts';
import { answers, type Candidate, type CandidateGroup } from './answers.rules.ts';
import { callersFound, recordsAtHand, recordsFound, requestsAtHand, requestsFound } from './palette.queries.ts';
import { paletteTexts } from './palette.texts.ts';
import { usePromises } from './usePromises.ts';

interface ConsolePaletteProps {
  /** What the page and the frame offered when the palette was opened. */
  readonly offers: readonly Offer[];
  readonly onClose: () => void;
}

/** What is typed goes to the server once it rests for this long. */
const TYPING_MS = 180;

function useRested(typed: string): string {
  const [rested, setRested] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setRested(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return rested.trim();
}

/** Every page and view, what may be done here, and every request, record and customer that the person may see. */
export function ConsolePalette({ offers, onClose }: ConsolePaletteProps) {
  const texts = useTexts(paletteTexts);
  const [typed, setTyped] = useState('');
  // Pinyin of a hundred titles may take longer than a key: the line itself never waits for it.
  const deferred = useDeferredValue(typed);
  const { groups, searching } = useCandidates(offers, { q: useRested(typed), typed: deferred.trim() });
  return (
    <Palette
      texts={texts}
      typed={deferred}
      // Signs that nobody sees, as a paste may bring them, are no part of what is looked for.
      onType={(text) => setTyped(text.replaceAll(/\p{C}/gu, ''))}
      groups={answers(groups, deferred)}
      searching={searching}
      onClose={onClose}
    />
  );
}

function useCandidates(
  offers: readonly Offer[],
  { q, typed }: { readonly q: string; readonly typed: string },
): { readonly groups: readonly CandidateGroup[]; readonly searching: boolean } {
  const texts = useTexts(paletteTexts);
  const asking = { enabled: q.length >= LEAST_SOUGHT };
  // What was found for other words answers no longer.
  const answering = q !== '' && q === typed;
  const atHand = useQuery(requestsAtHand);
  const written = useQuery(recordsAtHand);
  const { me } = useRouteContext({ from: '__root__' });
  const takesCalls = me.positions.some((held) => CALL_TAKERS.includes(held));
  const known = useQuery({ ...callersFound(''), enabled: takesCalls });
  const requests = useQuery({ ...requestsFound(q), ...asking });
  const records = useQuery({ ...recordsFound(q), ...asking });
  const callers = useQuery({ ...callersFound(q), enabled: q !== '' && takesCalls });
  const { places: visited, requestOf, recordOf, customersOf, customersIn } = useKinds();
  const { plans, commitments } = usePromises();
  const group = (id: keyof typeof texts.groups, candidates: readonly Candidate[], atOnce = false): CandidateGroup => ({
    id,
    title: texts.groups[id],
    candidates,
    atOnce,
  });
  return {
    groups: [
      group('here', offers.filter(({ of }) => of === 'here').map(offered), true),
      group('places', visited, true),
      group('requests', [...(atHand.data ?? []).map(requestOf()), ...(requests.data ?? []).map(requestOf(answering))]),
      group('records', [...(written.data ?? []).map(recordOf()), ...(records.data ?? []).map(recordOf(answering))]),
      // The same customer stands once, by the last that names it: with contacts, where there are any.
      group('customers', [
        ...customersIn([...(atHand.data ?? []), ...(requests.data ?? [])]),
        ...customersOf(known.data ?? []),
        ...customersOf(callers.data ?? [], answering),
      ]),
      group('plans', plans),
      group('commitments', commitments),
      group('always', offers.filter(({ of }) => of === 'always').map(offered), true),
    ],
    searching: [atHand, written, requests, records, callers].some(({ isFetching }) => isFetching),
  };
}

function offered({ id, label, keys, icon, onChoose }: Offer): Candidate {
  return { id: `offer.${id}`, label, keys, icon, onChoose };
}

/** How each kind of thing stands in the palette, and where it leads. */
function useKinds() {
  const texts = useTexts(paletteTexts);
  const pages = useTexts(frameTexts);
  const views = useTexts(listTexts);
  const say = useSay();
  const navigate = useNavigate();
  const { me } = useRouteContext({ from: '__root__' });
  const { data: saved } = useQuery(savedViewsQuery);
  const customerOf = ({ id, name }: { readonly id: string; readonly name: string }): Candidate => ({
    id,
    label: name,
    icon: 'person',
    onChoose: () => void navigate({ to: '/requests', search: { customer: id, state: 'all' } }),
  });
  return {
    places: [
      ...[...placesFor(me.positions), ...furtherPlaces].map(({ to, icon, text }): Candidate => ({
        id: `place.${to}`,
        label: pages[text],
        also: [frameTexts.zh[text], frameTexts.en[text]],
        icon,
        onChoose: () => void navigate({ to }),
      })),
      ...everyView.map(({ name, search }): Candidate => ({
        id: `view.${name}`,
        label: views.viewNames[name],
        also: [listTexts.zh.viewNames[name], listTexts.en.viewNames[name]],
        hint: texts.view,
        icon: 'requests',
        onChoose: () => void navigate({ to: '/requests', search }),
      })),
      ...(saved?.items ?? []).map((view): Candidate => ({
        id: view.id,
        label: view.name,
        hint: texts.view,
        icon: 'requests',
        onChoose: () => void navigate({ to: '/requests', search: { ...searchOf(view), view: view.id } }),
      })),
    ],
    requestOf:
      (found = false) =>
      (row: RequestRow): Candidate => ({
        id: row.id,
        label: row.title,
        also: [row.number],
        of: [row.customer.name, row.site?.name],
        found,
        hint: [row.number, row.site?.name ?? row.customer.name, say(row.stateLabel)].join(' · '),
        icon: 'requests',
        onChoose: () => void navigate({ to: '/requests/$requestId', params: { requestId: row.id } }),
      }),
    recordOf:
      (found = false) =>
      (row: RecordRow): Candidate => ({
        id: row.id,
        label: row.recordNumber === null ? say(row.title) : `${say(row.title)} ${row.recordNumber}`,
        also: [row.title.zh, row.title.en],
        of: [row.request.title, row.request.number, row.customer],
        found,
        hint: row.request.title,
        icon: 'records',
        onChoose: () => void navigate({ to: '/records/$recordId', params: { recordId: row.id } }),
      }),
    customersIn: (rows: readonly RequestRow[]): Candidate[] =>
      rows.flatMap(({ customer }) => (customer.id === '' ? [] : [customerOf(customer)])),
    customersOf: (callers: readonly Caller[], found = false): Candidate[] =>
      [...Map.groupBy(callers, (caller) => caller.customer.id).values()].flatMap((contacts) =>
        contacts.slice(0, 1).map(({ customer }) => ({
          ...customerOf(customer),
          of: contacts.flatMap(({ name, phone }) => [name, phone]),
          found,
          hint: texts.openItems(contacts.map(({ name }) => name).join('、')),
        })),
      ),
  };
}
