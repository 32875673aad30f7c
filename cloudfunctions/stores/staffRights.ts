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
  const fromHq = me.grants.some((g) => g.scope !== 'store');
  const manages = rolesAt(person, storeId).includes('storeManager');
  if (!fromHq && (manages || roles.includes('storeManager')))
    return ctx.refuse('NOT_ALLOWED', { message: '店长的任免请联系总部' });
}

export const rolesAt = (person: StaffDoc | undefined, storeId: string): string[] =>
  (person?.grants ?? [])
    .filter((g) => g.scope === 'store' && g.scopeId === storeId)
    .map((g) => g.role);
