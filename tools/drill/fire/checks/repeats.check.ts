import { canonicalJson, type Json } from '#platform/evidence-log/canonical.ts';
import { isAcknowledged, wasUnknown, type Call, type History } from '../history.ts';

/** Of the commands whose outcome was never in doubt so many are repeated too. */
const SAMPLE = 40;

/**
 * Sends what was acknowledged once more, under the same id: every command whose outcome was unknown for a while, and a sample of
 * the others. The first answer must come again; the same id with another body must be refused.
 */
export async function repeatCommands(parts: {
  base: string;
  cookies: ReadonlyMap<string, string>;
  history: History;
}): Promise<{ count: number; findings: string[] }> {
  const done = parts.history.calls.filter(isAcknowledged);
  const step = Math.max(1, Math.floor(done.length / SAMPLE));
  const chosen = done.filter((call, index) => wasUnknown(call) || index % step === 0);
  const findings: string[] = [];
  for (const call of chosen) {
    const again = await post(parts, call, call.body);
    if (again.status !== call.answer.status || canonicalJson(again.body as Json) !== canonicalJson(call.answer.body as Json)) {
      findings.push(`${call.event} ${call.commandId}, sent again, was answered ${again.status} ${JSON.stringify(again.body)}`);
    }
    const other = await post(parts, call, { ...call.body, occurredAt: new Date(Date.now() - 60_000).toISOString() });
    if (other.status !== 409 || (other.body as { code?: unknown }).code !== 'commandIdReused') {
      findings.push(`${call.event} ${call.commandId}, sent again with another body, was answered ${other.status}`);
    }
  }
  return { count: chosen.length, findings };
}

async function post(
  parts: { base: string; cookies: ReadonlyMap<string, string> },
  call: Call,
  body: Readonly<Record<string, unknown>>,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${parts.base}${call.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie: parts.cookies.get(call.who) ?? '' },
    body: JSON.stringify({ commandId: call.commandId, ...body }),
  });
  return { status: response.status, body: await response.json() };
}
