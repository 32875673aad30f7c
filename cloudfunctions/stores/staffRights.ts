import { mayGrant } from '#shared/domain/rights';
import type { StaffDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/** Nobody raises the own rights, and a shop's manager neither makes nor unmakes managers. */
export function mayStaff(
  ctx: Ctx,
  storeId: string,
  person: StaffDoc | undefined,
  roles: readonly string[],
): void {
  const { me } = ctx;
  if (me.kind !== 'staff') return ctx.refuse('NOT_ALLOWED');
  if (person?._id === me.id)
    return ctx.refuse('NOT_ALLOWED', { message: '不能修改自己的权限，请联系上级' });
  // The caller's roles that hold here: HQ's, a region's, or those of this very shop.
  const mine = me.grants.filter((g) => g.scope !== 'store' || g.scopeId === storeId);
  const changed = [...new Set([...rolesAt(person, storeId), ...roles])];
  const may = (role: string) =>
    mayGrant(
      mine.map((g) => g.role),
      role,
    );
  if (!changed.every(may)) return ctx.refuse('NOT_ALLOWED', { message: '店长的任免请联系总部' });
}

export const rolesAt = (person: StaffDoc | undefined, storeId: string): string[] =>
  (person?.grants ?? [])
    .filter((g) => g.scope === 'store' && g.scopeId === storeId)
    .map((g) => g.role);
