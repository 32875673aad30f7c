import { RULE_KEYS, type MoneyRules } from '#shared/domain/membership/rules';
import type { Ctx } from '../kit/ports';

/**
 * Saves one part of HQ's rules; refuses when somebody saved it meanwhile. Calls see it within ten seconds;
 * orders keep the rules they were priced by.
 */
export function saveRule<K extends keyof MoneyRules>(
  ctx: Ctx<'STALE'>,
  part: K,
  value: MoneyRules[K],
  version: number,
): Promise<{ version: number }> {
  const _id = RULE_KEYS[part];
  return ctx.write(async (tx) => {
    const before = await tx.get('settings', _id);
    if ((before?.version ?? 0) !== version) return ctx.refuse('STALE');
    await tx.set('settings', { _id, value, version: version + 1 });
    tx.audit({
      target: 'settings',
      targetId: _id,
      storeId: null,
      before: before ? { value: before.value } : null,
      after: { value },
    });
    return { version: version + 1 };
  });
}
