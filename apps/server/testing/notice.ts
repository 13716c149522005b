import type { TestServer } from './test-server.ts';

/** The notice of 2026 as the centre holds it, with these days off besides. */
export async function noticeWith(server: TestServer, ...off: string[]): Promise<string> {
  const { sets } = (await server.get('centreManager', '/api/holiday-notices')).body;
  const held = sets[0].years.find(({ year }: { year: number }) => year === 2026);
  const days = (dates: readonly string[], isOffDay: boolean) => dates.flatMap(datesIn).map((date) => ({ date, isOffDay }));
  return JSON.stringify({
    year: 2026,
    papers: ['国办发明电〔2026〕99号'],
    days: [...days([...held.off, ...off], true), ...days(held.makeUp, false)],
  });
}

function datesIn(range: string): string[] {
  const [from = range, to = from] = range.split('/');
  const dates: string[] = [];
  for (let day = Date.parse(from); day <= Date.parse(to); day += 86_400_000) dates.push(new Date(day).toISOString().slice(0, 10));
  return dates;
}
