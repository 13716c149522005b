import type { HouseName } from '#centre/testing/house-people.ts';
import type { TestServer } from './test-server.ts';

/** Uploads a log as the console does; the answer as it comes. */
export async function uploadLog(
  server: TestServer,
  who: HouseName | null,
  log: { readonly name?: string; readonly bytes: Buffer | string; readonly path?: string },
): Promise<{ status: number; body: { id?: string; code?: string; detail?: string } }> {
  const boundary = 'pledge-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${log.name ?? 'log.csv'}"\r\ncontent-type: text/csv\r\n\r\n`;
  const answer = await server.app.server?.inject({
    method: 'POST',
    url: log.path ?? '/api/history-imports',
    headers: {
      ...(who === null ? {} : { cookie: await server.cookieOf(who) }),
      'content-type': `multipart/form-data; boundary=${boundary}`,
    },
    payload: Buffer.concat([Buffer.from(head), Buffer.from(log.bytes), Buffer.from(`\r\n--${boundary}--\r\n`)]),
  });
  if (answer === undefined) throw new Error('no server');
  return { status: answer.statusCode, body: answer.json() };
}
