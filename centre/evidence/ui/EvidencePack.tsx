import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { plansQuery } from '#centre/plan/ui/plan.queries.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Drawer } from '#platform/ui/Drawer.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import { evidencePackTexts } from './evidence-pack.texts.ts';
import './evidence-pack.css';

/** What is chosen; empty where nothing is. Days as `YYYY-MM-DD`. */
interface Chosen {
  readonly projectId: string;
  readonly from: string;
  readonly to: string;
}

/** For whoever may export the evidence: a pack of a project and period, to be handed on. */
export function EvidencePack() {
  const texts = useTexts(evidencePackTexts);
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<Chosen>({ projectId: '', from: '', to: '' });
  useOffers([{ id: 'evidencePack', of: 'here', label: texts.title, icon: 'download', onChoose: () => setOpen(true) }]);
  const isWrong = chosen.from !== '' && chosen.to !== '' && chosen.to < chosen.from;
  return (
    <>
      <button type="button" className="button compact" onClick={() => setOpen(true)}>
        <Icon name="download" small />
        {texts.title}
      </button>
      {open && (
        <Drawer
          shape="sheet"
          title={texts.title}
          closeLabel={texts.close}
          onClose={() => setOpen(false)}
          foot={
            isWrong ? undefined : (
              <a className="button primary" href={addressOf(chosen)} download onClick={() => setOpen(false)}>
                <Icon name="download" />
                {texts.download}
              </a>
            )
          }
        >
          <PackChoice chosen={chosen} isWrong={isWrong} onChange={(changed) => setChosen({ ...chosen, ...changed })} />
        </Drawer>
      )}
    </>
  );
}

function addressOf(chosen: Chosen): string {
  return `/api/evidence-pack?${new URLSearchParams(Object.entries(chosen).filter(([, value]) => value !== '')).toString()}`;
}

interface PackChoiceProps {
  readonly chosen: Chosen;
  readonly isWrong: boolean;
  readonly onChange: (changed: Partial<Chosen>) => void;
}

function PackChoice({ chosen, isWrong, onChange }: PackChoiceProps) {
  const texts = useTexts(evidencePackTexts);
  const say = useSay();
  const id = useId();
  const { data } = useQuery(plansQuery);
  const projects = new Map(data?.versions.map(({ project }) => [project.id, project]));
  return (
    <div className="evidence-pack">
      <p className="supporting">{texts.about}</p>
      <label htmlFor={`${id}-project`}>{texts.project}</label>
      <select
        id={`${id}-project`}
        className="input"
        value={chosen.projectId}
        onChange={(event) => onChange({ projectId: event.target.value })}
      >
        <option value="">{texts.all}</option>
        {[...projects.values()].map((project) => (
          <option key={project.id} value={project.id}>
            {say(project.name)}
          </option>
        ))}
      </select>
      <div className="evidence-pack-days">
        {(['from', 'to'] as const).map((day) => (
          <div key={day}>
            <label htmlFor={`${id}-${day}`}>{texts[day]}</label>
            <input
              id={`${id}-${day}`}
              className="input"
              type="date"
              value={chosen[day]}
              aria-invalid={isWrong}
              onChange={(event) => onChange({ [day]: event.target.value })}
            />
          </div>
        ))}
      </div>
      {isWrong && (
        <p className="missing" role="alert">
          {texts.wrongDays}
        </p>
      )}
      <p className="small muted">{texts.note}</p>
    </div>
  );
}
