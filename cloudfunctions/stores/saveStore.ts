import { saveStore } from '#shared/contracts/stores';
import type { Parsed } from '#shared/contracts/kit';
import type { StoreDoc } from '#shared/model/docs';
import { ne } from '../kit/conditions';
import { Duplicate, type Ctx, type WriteTx } from '../kit/ports';
import { serve } from '../kit/serve';

type Input = Parsed<typeof saveStore>;
type Form = Input['form'];

export const main = serve(saveStore, async (input, ctx) => {
  const { storeId, form } = input;
  if (storeId !== undefined) ctx.reach(storeId);
  const others = storeId === undefined ? {} : { _id: ne(storeId) };
  const [taken] = await ctx.db.find('stores', { code: form.code, ...others }, { limit: 1 });
  if (taken) return ctx.refuse('CODE_TAKEN');

  const newId = ctx.newId('s');
  try {
    return await ctx.write(async (tx) => {
      const before = storeId === undefined ? undefined : await tx.get('stores', storeId);
      if (storeId !== undefined && !before) return ctx.refuse('NOT_FOUND');
      if (before && before.version !== input.version) return ctx.refuse('STALE');
      const after = before ? changed(before, form, ctx.now) : created(newId, form, ctx);
      if (before?.code !== form.code) await claimCode(tx, before?.code, form.code, after._id);
      await tx.set('stores', after);
      const { _id: targetId } = after;
      tx.audit({
        target: 'stores',
        targetId,
        storeId: targetId,
        before: before ?? null,
        after,
      });
      return { storeId: targetId, version: after.version };
    });
  } catch (error) {
    if (error instanceof Duplicate && error.collection === 'settings')
      return ctx.refuse('CODE_TAKEN');
    throw error;
  }
});

const guardOf = (code: string): string => `storeCode:${code}`;

/** One document a code: two shops saved at the same moment cannot both have it. */
async function claimCode(
  tx: WriteTx,
  before: string | undefined,
  code: string,
  storeId: string,
): Promise<void> {
  if (before !== undefined) await tx.remove('settings', guardOf(before));
  await tx.insert('settings', { _id: guardOf(code), value: storeId, version: 1 });
}

function fields(form: Form) {
  const { loc, ...rest } = form;
  return { ...rest, loc: { type: 'Point', coordinates: [loc.lng, loc.lat] } as const };
}

const changed = (before: StoreDoc, form: Form, now: number): StoreDoc => ({
  ...before,
  ...fields(form),
  version: before.version + 1,
  updatedAt: now,
});

/** A new shop begins as a draft: without hours, with a modest area around it. */
const created = (_id: string, form: Form, { me, now }: Ctx): StoreDoc => ({
  _id,
  ...fields(form),
  status: 'draft',
  statusReason: '',
  // A region's manager founds in the own region; HQ's shops are grouped by city.
  regionId:
    (me.kind === 'staff' ? me.grants.find((g) => g.scope === 'region')?.scopeId : undefined) ??
    `city_${form.city}`,
  image: '',
  hours: {
    week: Array.from({ length: 7 }, () => []),
    specialDays: [],
    closures: [],
    lastOrderMin: 0,
  },
  area: {
    polygon: null,
    radiusM: 3_000,
    tiers: [{ uptoM: 3_000, feeFen: 500, etaMin: 40 }],
    minOrderFen: 2_000,
    freeFromFen: null,
  },
  version: 1,
  createdAt: now,
  updatedAt: now,
});
