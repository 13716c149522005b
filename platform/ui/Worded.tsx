import { Fragment } from 'react';
import { piecesOf } from './worded.rules.ts';

/** A text whose numbers of things and dates never break over two lines. */
export function Worded({ text }: { text: string }) {
  return piecesOf(text).map((piece, index) =>
    piece.isNumber ? (
      <span className="nowrap" key={index}>
        {piece.text}
      </span>
    ) : (
      <Fragment key={index}>{piece.text}</Fragment>
    ),
  );
}
