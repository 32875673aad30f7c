import type { Out } from '#shared/contracts/kit';
import type { getStoreHq, listStoresHq } from '#shared/contracts/stores';
import { hoursText, openState } from '#shared/domain/hours';
import type { StaffDoc, StoreDoc } from '#shared/model/docs';
import { oneOf } from '../kit/conditions';
import type { Db } from '../kit/ports';
import { readAll } from '../kit/readAll';

export type Row = Out<typeof listStoresHq>['items'][number];
export type Full = Out<typeof getStoreHq>;

/** A shop as HQ's table shows it. */
export function rowOf(doc: StoreDoc, staff: number, now: number): Row {
  const [lng, lat] = doc.loc.coordinates;
  return {
    storeId: doc._id,
    code: doc.code,
    name: doc.name,
    type: doc.type,
    city: doc.city,
    district: doc.district,
    address: doc.address,
    phone: doc.phone,
    loc: { lng, lat },
    tags: doc.tags,
    prepMin: doc.prepMin,
    pickup: doc.pickup,
    delivery: doc.delivery,
    notice: doc.notice,
    status: doc.status,
    statusReason: doc.statusReason,
    openNow: doc.status === 'open' && openState(doc.hours, now).open,
    hoursText: hoursText(doc.hours, now),
    staff,
    version: doc.version,
  };
}

const worksAt = (person: StaffDoc, storeId: string, now: number): boolean =>
  person.grants.some(
    (g) => g.scope === 'store' && g.scopeId === storeId && (g.to === null || now < g.to),
  );

/** People per shop, one read for a page of shops. */
export async function staffCounts(
  db: Db,
  storeIds: readonly string[],
  now: number,
): Promise<Map<string, number>> {
  if (storeIds.length === 0) return new Map();
  const people = await readAll(
    db,
    'staff',
    { status: 'active', 'grants.scopeId': oneOf(storeIds) },
    { only: ['grants'] },
  );
  return new Map(
    storeIds.map((id) => [id, people.filter((person) => worksAt(person, id, now)).length]),
  );
}

/** A shop with its rules, as HQ's form edits it. */
export const fullOf = (doc: StoreDoc, row: Row): Full => ({
  ...row,
  hours: doc.hours.week.map((spans) => [...spans]),
  specialDays: doc.hours.specialDays.map((d) => ({ ...d, spans: [...d.spans] })),
  closures: [...doc.hours.closures],
  lastOrderMin: doc.hours.lastOrderMin,
  area: {
    ...doc.area,
    polygon:
      doc.area.polygon?.map((ring) => ring.map(([lng, lat]): [number, number] => [lng, lat])) ??
      null,
    tiers: [...doc.area.tiers],
  },
  slots: doc.slots ?? { pickup: null, delivery: null },
});
