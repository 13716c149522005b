import { answering } from '../answering.ts';

/** Answers what it is told to do: for the tests of threads alone. */
answering<string, string>(async (work) => {
  if (work === 'throw') throw new Error('asked to');
  if (work === 'exit') process.exit(0);
  if (work === 'sleep') await new Promise((later) => setTimeout(later, 60_000));
  return `${work}!`;
});
