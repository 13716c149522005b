import { Fragment } from 'react';
import { useSay } from '#platform/i18n/LanguageProvider.tsx';
import type { Passage } from '../text-index/search.schema.ts';
import './found-passage.css';

/** The piece of a text in which something was found, with its places marked. What people wrote is text, whatever it looks like. */
export function FoundPassage({ passage, label }: { passage: Passage; label?: boolean }) {
  const say = useSay();
  const { text, marks, cutBefore, cutBehind } = passage;
  return (
    <span className="found-passage">
      {label !== false && <b>{say(passage.label)}</b>}
      <q>
        {cutBefore && '…'}
        {marks.map(({ from, to }, place) => (
          <Fragment key={from}>
            {text.slice(place === 0 ? 0 : marks[place - 1]?.to, from)}
            <mark>{text.slice(from, to)}</mark>
          </Fragment>
        ))}
        {text.slice(marks.at(-1)?.to ?? 0)}
        {cutBehind && '…'}
      </q>
    </span>
  );
}
