import assert from 'node:assert/strict';
import type { HouseName } from '#centre/testing/house-people.ts';
import type { TestServer } from './test-server.ts';

/** Uploads a plain text as the screens do; its id. */
export async function uploadFile(
  server: TestServer,
  who: HouseName,
  file: { readonly name: string; readonly text: string },
): Promise<string> {
  const boundary = 'pledge-boundary';
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file.name}"\r\ncontent-type: text/plain\r\n\r\n`;
  const answer = await server.app.server?.inject({
    method: 'POST',
    url: '/api/files',
    headers: { cookie: await server.cookieOf(who), 'content-type': `multipart/form-data; boundary=${boundary}` },
    payload: `${head}${file.text}\r\n--${boundary}--\r\n`,
  });
  assert.equal(answer?.statusCode, 201, answer?.body);
  return answer.json().id;
}
