import type { HqLoginDoc } from '#shared/model/docs';
import type { Ctx } from '../kit/ports';
import { hashPassword } from '../kit/password';

/** 60 bits of chance, read aloud or pasted once. */
export const temporaryPassword = (ctx: Pick<Ctx, 'newId'>): string => {
  const text = ctx.newId('p').slice(-12).toLowerCase();
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}`;
};

/** A login whose password somebody else knows. */
export const newLogin = async (
  { now }: Pick<Ctx, 'now'>,
  username: string,
  password: string,
): Promise<Omit<HqLoginDoc, 'staffId'>> => ({
  _id: username,
  hash: await hashPassword(password),
  failures: 0,
  lockedUntil: 0,
  changedAt: now,
});
