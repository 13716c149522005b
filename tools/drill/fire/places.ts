import type { Storyteller } from '#apps/server/demonstration/storyteller.ts';
import { demonstrationPeople } from '#apps/server/demonstration/people.ts';
import type { CentreDatabase } from '../../product/centre-database.ts';

/** What the demonstration's stories call by name. */
export type CentrePlaces = Pick<Storyteller, 'person' | 'site' | 'asset' | 'contact'>;

export async function placesOf(centre: CentreDatabase): Promise<CentrePlaces> {
  const [people, sites, assets, contacts] = await centre.within(async (tx) => [
    await tx.selectFrom('pledge.person_reach').select(['login as code', 'person_id as id']).execute(),
    await tx.selectFrom('pledge.site').select(['code', 'id']).execute(),
    await tx.selectFrom('pledge.asset').select(['serial_number as code', 'id']).execute(),
    await tx.selectFrom('pledge.contact').select(['code', 'id']).execute(),
  ]);
  const idIn =
    (rows: readonly { code: string | null; id: string }[]) =>
    (code: string): string => {
      const found = rows.find((row) => row.code === code);
      if (found === undefined) throw new Error(`the demonstration knows no ${code}`);
      return found.id;
    };
  return { person: idIn(people), site: idIn(sites), asset: idIn(assets), contact: idIn(contacts) };
}

/** Signs everybody of the demonstration in. @returns the session cookie of each, by sign-in name */
export async function signInAll(base: string, password: string): Promise<Map<string, string>> {
  const cookies = new Map<string, string>();
  for (const { login } of demonstrationPeople) {
    const response = await fetch(`${base}/api/sign-in`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ login, password }),
    });
    if (response.status !== 200) throw new Error(`${login} cannot sign in: ${response.status} ${await response.text()}`);
    cookies.set(
      login,
      response.headers
        .getSetCookie()
        .map((cookie) => cookie.split(';')[0])
        .join('; '),
    );
  }
  return cookies;
}
