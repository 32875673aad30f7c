import type { Out } from '#shared/contracts/kit';
import type { listStaff } from '#shared/contracts/stores';
import type { StaffDoc } from '#shared/model/docs';
import type { Seal } from '../kit/ports';
import { maskPhone } from '../kit/seal';

export type Row = Out<typeof listStaff>['items'][number];

/** A person with the grants the viewer may know of; the phone never leaves in full. */
export const staffRow = (
  person: StaffDoc,
  visible: (storeId: string) => boolean,
  names: ReadonlyMap<string, string>,
  seal: Seal,
  now: number,
): Row => ({
  staffId: person._id,
  name: person.name,
  phoneMasked:
    person.phone === null
      ? ''
      : maskPhone(seal.open({ collection: 'staff', id: person._id, field: 'phone' }, person.phone)),
  grants: person.grants
    .filter((g) => (g.to === null || now < g.to) && (g.scope !== 'store' || visible(g.scopeId)))
    .map(({ grantId, role, scope, scopeId, to, shiftOnly = false }) => ({
      grantId,
      role,
      scope,
      scopeId,
      to,
      shiftOnly,
      scopeName: scope === 'hq' ? '总部' : (names.get(scopeId) ?? scopeId),
    })),
  status: person.status,
  bound: person.openidIdx !== null || person.uid !== null,
  lastSeenAt: person.lastSeenAt,
});
