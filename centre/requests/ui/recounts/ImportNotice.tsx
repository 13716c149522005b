import { useQueryClient } from '@tanstack/react-query';
import { useId, useRef, useState, type ReactNode } from 'react';
import { send } from '#platform/client/client.ts';
import { useCommand } from '#platform/client/useCommand.ts';
import { useSay, useTexts } from '#platform/i18n/LanguageProvider.tsx';
import { Icon } from '#platform/ui/icons.tsx';
import { useOffers } from '#platform/ui/palette/offers.tsx';
import type { NoticePreview } from '../../recounts/recounts.schema.ts';
import { NoticeOutlook } from './NoticeOutlook.tsx';
import { recountTexts } from './recounts.texts.ts';

interface ImportNoticeProps {
  readonly sets: readonly string[];
  readonly onImported: (recountId: string) => void;
  readonly toRequest: (id: string, words: string) => ReactNode;
}

interface Looked {
  readonly set: string;
  readonly text: string;
  readonly preview: NoticePreview;
}

/** A notice is chosen, looked at with all that it would change, and imported only then. */
export function ImportNotice({ sets, onImported, toRequest }: ImportNoticeProps) {
  const texts = useTexts(recountTexts);
  const say = useSay();
  const id = useId();
  const command = useCommand();
  const client = useQueryClient();
  const [set, setSet] = useState(sets[0] ?? '');
  const [state, setState] = useState<'looking' | 'importing' | null>(null);
  const [looked, setLooked] = useState<Looked | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const input = useRef<HTMLInputElement>(null);
  useOffers(
    state === null
      ? [{ id: 'notice.choose', of: 'here', label: texts.choose, icon: 'attach', onChoose: () => input.current?.click() }]
      : [],
  );
  // What was looked at was looked at for the one set; its notice is none of another.
  const choose = (other: string) => {
    setSet(other);
    setLooked(null);
    setTrouble(null);
  };
  const look = async (file: File) => {
    setState('looking');
    setLooked(null);
    const text = await file.text();
    const answer = await send<NoticePreview>('/api/holiday-notices/preview', { set, text });
    setState(null);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (answer.ok) setLooked({ set, text, preview: answer.value });
  };
  const take = async (taken: Looked) => {
    setState('importing');
    const answer = await command<{ recountId?: string }>('/api/holiday-notices', { set: taken.set, text: taken.text });
    setState(null);
    setTrouble(answer.ok ? null : say(answer.problem.detail));
    if (!answer.ok) return;
    setLooked(null);
    await client.invalidateQueries({ queryKey: ['holiday-notices'] });
    if (answer.value.recountId !== undefined) onImported(answer.value.recountId);
  };
  return (
    <section className="sheet recount-part file-picker">
      {sets.length > 1 && (
        <label className="recount-tick">
          {texts.set}
          <select className="input" value={set} disabled={state !== null} onChange={(event) => choose(event.target.value)}>
            {sets.map((one) => (
              <option key={one} value={one}>
                {texts.setName(one)}
              </option>
            ))}
          </select>
        </label>
      )}
      <div className="recount-head">
        <label className={looked === null ? 'button primary thumb' : 'button thumb'} htmlFor={id} aria-disabled={state !== null}>
          <Icon name="attach" />
          {looked === null ? texts.choose : texts.chooseAnother}
        </label>
        <span className="small muted" role="status">
          {state === null ? texts.format : state === 'looking' ? texts.looking : texts.importing}
        </span>
      </div>
      <input
        ref={input}
        id={id}
        className="unseen"
        type="file"
        accept=".json,application/json"
        disabled={state !== null}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) void look(file);
        }}
      />
      {trouble !== null && (
        <p className="wrong" role="alert">
          {trouble}
        </p>
      )}
      {looked?.preview.isKnown === true && <p>{texts.isKnown}</p>}
      {looked?.preview.isKnown === false && (
        <NoticeOutlook
          preview={looked.preview}
          title={texts.preview(looked.preview.year)}
          deed={texts.import}
          isBusy={state !== null}
          onDeed={() => void take(looked)}
          toRequest={toRequest}
        />
      )}
    </section>
  );
}
