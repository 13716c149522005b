/** Reading an answer that tells one thing after the other. */
import { linesFrom } from './client.ts';
import { ProblemError } from './query.ts';

/**
 * The values of an answer of JSON lines, each as it arrives. A refusal, and an answer that is cut, are thrown as {@link ProblemError};
 * whether the last value was the last to come is for the caller to tell, who knows what is told.
 */
export async function* fetchedLines<T>(path: string, signal?: AbortSignal): AsyncGenerator<T> {
  const answer = await linesFrom(path, signal);
  if (!answer.ok) throw new ProblemError(answer.problem);
  let rest = '';
  for await (const text of answer.value) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    // The caller names the shape that the API's contract gives this path.
    for (const line of lines) yield JSON.parse(line) as T;
  }
}
