import { listPeople } from '#shared/contracts/people';
import { found, wordsOf } from '#shared/domain/search';
import { oneOf } from '../kit/conditions';
import { byId, readAll } from '../kit/readAll';
import { maskPhone } from '../kit/seal';
import { serve } from '../kit/serve';

/** Everybody with a role at headquarters or in a region: some dozens, put in order here. */
export const main = serve(listPeople, async ({ query, page, size }, ctx) => {
  const people = await readAll(ctx.db, 'staff', { 'grants.scope': oneOf(['hq', 'region']) });
  const words = wordsOf(query);
  const rows = people
    .filter((person) => found(words, person.name, person.login ?? ''))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const shown = rows.slice((page - 1) * size, page * size);
  const logins = await byId(
    ctx.db,
    'hqLogins',
    shown.flatMap(({ login }) => (login ? [login] : [])),
  );
  return {
    items: shown.map((person) => {
      const lockedUntil = logins.get(person.login ?? '')?.lockedUntil ?? 0;
      const place = { collection: 'staff', id: person._id, field: 'phone' } as const;
      return {
        staffId: person._id,
        name: person.name,
        phoneMasked: person.phone === null ? '' : maskPhone(ctx.seal.open(place, person.phone)),
        username: person.login ?? null,
        grants: person.grants
          .filter((g) => g.scope !== 'store')
          .map(({ role, scope, scopeId, to }) => ({
            role,
            regionId: scope === 'region' ? scopeId : null,
            to,
          })),
        status: person.status,
        lastSeenAt: person.lastSeenAt,
        lockedUntil: lockedUntil > ctx.now ? lockedUntil : null,
        mustChange: person.passwordDue === true,
        me: person._id === ctx.me.id,
      };
    }),
    total: rows.length,
  };
});
