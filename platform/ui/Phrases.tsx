import { Fragment } from 'react';

/** A title that breaks at punctuation, never inside a word. A space between phrases stands outside them: a box would swallow it. */
export function Phrases({ text }: { text: string }) {
  const phrases = text.split(/(?<=[，。；：、！？,;:] ?)/);
  return phrases.map((phrase, index) => (
    <Fragment key={index}>
      <span className="phrase">{phrase.trimEnd()}</span>
      {phrase.endsWith(' ') && ' '}
    </Fragment>
  ));
}
