import type { CallSpec } from '#shared/contracts/kit';
import type { Principal } from './principals';

/** What the contract says, worked out without the code that decides it. */
export function mayCall(spec: CallSpec, { name, caller, roles }: Principal): boolean {
  const { openid, uid, source } = caller.identity;
  if (spec.kind === 'timer') return source === 'wx_trigger' && name === 'timer';
  // Whoever comes over HTTP is a stranger until the signature is looked at.
  if (spec.kind === 'http') return openid === null && uid === null;
  if (spec.who.includes('anonymous')) return true;
  if (spec.who.includes('shopper') && openid !== null) return true;
  return roles.some((role) => spec.who.some((who) => who === role));
}

/** Whether things of the other shop, or of another shopper, must stay out of sight. */
export const isBounded = (spec: CallSpec, { reach, caller }: Principal): boolean =>
  reach !== 'all' && (reach === 'own' || caller.identity.openid !== null) && spec.kind === 'call';
