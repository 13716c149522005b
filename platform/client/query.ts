import { QueryClient } from '@tanstack/react-query';
import { get } from './client.ts';
import type { Problem } from './problem-details.ts';

/** A refusal on its way through the query library, which tells errors by throwing. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.code);
    this.name = 'ProblemError';
    this.problem = problem;
  }
}

/** Reads a path for the query library: the value, or a thrown {@link ProblemError}. */
export async function fetched<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await get<T>(path, signal);
  if (!answer.ok) throw new ProblemError(answer.problem);
  return answer.value;
}

export function problemOf(error: unknown): Problem | undefined {
  return error instanceof ProblemError ? error.problem : undefined;
}

/** Only what may answer otherwise next time is asked again. */
function worthRepeating(failures: number, error: Error): boolean {
  const status = problemOf(error)?.status ?? 0;
  return failures < 3 && (status === 0 || status >= 500);
}

/** What is known stays on screen while it is read anew; the stream says when something changed. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: { queries: { retry: worthRepeating, staleTime: 15_000, refetchOnWindowFocus: true } },
  });
}
