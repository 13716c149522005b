import { Fragment } from 'react';

/** Numbers of things, such as of a record or a clause: Latin signs joined by hyphens, with a digit in them. */
const NUMBER = /([A-Za-z]+[A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*-[A-Za-z0-9]*\d[A-Za-z0-9.]*(?:-[A-Za-z0-9.]*[A-Za-z0-9])*)/;

/** A text whose numbers of things never break over two lines. */
export function Worded({ text }: { text: string }) {
  return text.split(NUMBER).map((part, index) =>
    index % 2 === 1 ? (
      <span className="nowrap" key={index}>
        {part}
      </span>
    ) : (
      <Fragment key={index}>{part}</Fragment>
    ),
  );
}
