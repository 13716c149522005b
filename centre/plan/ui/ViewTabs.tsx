import { useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { PLAN_VIEWS, type PlanView } from './plan-view.rules.ts';
import { planTexts } from './plan.texts.ts';

interface ViewTabsProps {
  readonly view: PlanView;
  readonly onView: (view: PlanView) => void;
  readonly views?: readonly PlanView[];
}

export function ViewTabs({ view, onView, views = PLAN_VIEWS }: ViewTabsProps) {
  const texts = useTexts(planTexts);
  useOffers(
    views
      .filter((one) => one !== view)
      .map((one) => ({
        id: `plan.view.${one}`,
        of: 'here',
        label: texts.viewNames[one],
        icon: 'plan',
        onChoose: () => onView(one),
      })),
  );
  return (
    <nav className="plan-views" aria-label={texts.views}>
      {views.map((one) => (
        <button key={one} type="button" aria-current={one === view ? 'page' : undefined} onClick={() => onView(one)}>
          {texts.viewNames[one]}
        </button>
      ))}
    </nav>
  );
}
