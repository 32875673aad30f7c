import * as z from 'zod';

/** Somebody of the local world who can sign in here, as its people list tells it. */
const Person = z.object({
  label: z.string(),
  username: z.string().min(1),
  password: z.string().optional(),
});
export type DemoPerson = z.infer<typeof Person>;

/** HQ demo accounts when running locally; in production the address does not exist. */
export async function demoPeople(): Promise<DemoPerson[]> {
  try {
    const answer = await fetch(`${__GATEWAY__}/local/people`);
    const body: unknown = answer.ok ? await answer.json() : [];
    if (!Array.isArray(body)) return [];
    return body.flatMap((one: unknown) => {
      const person = Person.safeParse(one);
      return person.success ? [person.data] : [];
    });
  } catch {
    // Not local: the page has no accounts to offer.
    return [];
  }
}
