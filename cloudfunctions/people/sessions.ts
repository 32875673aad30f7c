import type { StaffDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';

/**
 * The name under which the platform knows somebody's sessions. All sessions of a person carry the same one and every
 * call looks for it in the staff record: taking another one ends all of them with their next call.
 */
export const newUid = (ctx: Pick<Ctx, 'newId'>): string =>
  `hq${ctx.newId('u').slice(2).toLowerCase()}`;

export const sessionOf = (ctx: Pick<Ctx, 'newId'>, person: Pick<StaffDoc, 'uid'>): string =>
  person.uid ?? newUid(ctx);
