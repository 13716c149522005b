import { gapWords, type Actor } from '#centre/people/index.ts';
import type { Dossier, StaffFact } from '#flows/dossier/dossier.schema.ts';
import { isOnRoster } from '#flows/dossier/guards/engineer-competent.ts';
import { mayReview } from '#flows/fault-emergency/steps/send-report.ts';
import { worksOnRequests } from '#flows/intake/steps/assign-owner.ts';
import { isOut } from '#flows/dossier/visits.rules.ts';
import type { Words } from '#platform/command/refusal.ts';

const SAID = {
  serves: { zh: '本站点', en: 'serves this site' },
  onCall: { zh: '值班', en: 'on call' },
  out: { zh: '已派出', en: 'sent already' },
} as const satisfies Record<string, Words>;

/**
 * People as a choice, in the order in which a dispatch is suggested (roles.md: who serves the site, who has the competence), those who
 * lack something last; of equals whoever is on call. Each with the unit and what else decides.
 */
export function peopleOptions(dossier: Dossier): { value: string; label: Words }[] {
  const serving = servingUnit(dossier);
  const place = (person: StaffFact): number =>
    (person.competent ? 0 : 4) + (isOf(person, serving) ? 0 : 2) + (person.onCall ? 0 : 1);
  return dossier.surroundings.staff
    .filter(isOnRoster)
    .toSorted((one, other) => place(one) - place(other))
    .map((person) => ({ value: person.id, label: labelOf(person, dossier, serving) }));
}

/** Those whom a request can be handed to, by unit: what a dispatch asks of people does not matter here. */
export function ownerOptions({ surroundings }: Dossier): { value: string; label: Words }[] {
  const { staff, units } = surroundings;
  const places = new Map(units.map(({ id, name }, place) => [id, { name, place }]));
  const unitOf = ({ unitId }: StaffFact) => places.get(unitId ?? '');
  return staff
    .filter(worksOnRequests)
    .toSorted((one, other) => (unitOf(one)?.place ?? units.length) - (unitOf(other)?.place ?? units.length))
    .map((person) => {
      const unit = unitOf(person)?.name;
      return {
        value: person.id,
        label:
          unit === undefined
            ? { zh: person.name, en: person.name }
            : { zh: `${person.name}（${unit}）`, en: `${person.name} (${unit})` },
      };
    });
}

/** Those who may review what the author writes, by name. */
export function reviewerOptions({ surroundings }: Dossier, author: Pick<Actor, 'personId'>): { value: string; label: Words }[] {
  return surroundings.staff
    .filter((person) => mayReview(person, author))
    .map(({ id, name }) => ({ value: id, label: { zh: name, en: name } }));
}

function servingUnit({ request, surroundings }: Dossier): string | null {
  return surroundings.sites.find((site) => site.id === request.siteId)?.servingUnitId ?? null;
}

function isOf(person: StaffFact, unitId: string | null): boolean {
  return unitId !== null && person.unitId === unitId;
}

/** `陈工（成都分支机构，本站点，值班；缺…）`. */
function labelOf(person: StaffFact, dossier: Dossier, serving: string | null): Words {
  const { units, plan } = dossier.surroundings;
  const unit = units.find(({ id }) => id === person.unitId)?.name;
  const about: Words[] = [
    ...(unit === undefined ? [] : [{ zh: unit, en: unit }]),
    ...(isOf(person, serving) ? [SAID.serves] : []),
    ...(person.onCall ? [SAID.onCall] : []),
    ...(isOut(dossier, person.id) ? [SAID.out] : []),
  ];
  const lacking = person.lacking.map((name) => gapWords(name, plan.organisation?.competence.minimums ?? {}));
  const parts = {
    zh: [about.map(({ zh }) => zh).join('，'), lacking.length === 0 ? '' : `缺${lacking.map(({ zh }) => zh).join('、')}`],
    en: [about.map(({ en }) => en).join(', '), lacking.length === 0 ? '' : `lacks ${lacking.map(({ en }) => en).join(', ')}`],
  };
  const [zh, en] = [parts.zh.filter(Boolean).join('；'), parts.en.filter(Boolean).join('; ')];
  return { zh: person.name + (zh === '' ? '' : `（${zh}）`), en: person.name + (en === '' ? '' : ` (${en})`) };
}
