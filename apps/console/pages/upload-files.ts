import { uploadFile, type Answer } from '#platform/client/client.ts';

/** Files chosen in a form go first and stand in the command by their ids; everything else is left as it is. */
export async function filesUploaded(
  input: Readonly<Record<string, unknown>>,
): Promise<Answer<Readonly<Record<string, unknown>>>> {
  const sent: Record<string, unknown> = { ...input };
  for (const [name, value] of Object.entries(input)) {
    if (!Array.isArray(value) || !value.some((one) => one instanceof File)) continue;
    const ids: string[] = [];
    for (const file of value.filter((one): one is File => one instanceof File)) {
      const answer = await uploadFile(file);
      if (!answer.ok) return answer;
      ids.push(answer.value.id);
    }
    sent[name] = ids;
  }
  return { ok: true, value: sent };
}
