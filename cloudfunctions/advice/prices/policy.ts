import { DEFAULT_POLICY, type PricePolicy } from '#shared/domain/priceAdvice/policy';
import type { SettingDoc } from '#shared/model/docs';

/** `_id` in `settings`. */
export const PRICE_POLICY = 'priceAdvice';

/** The stored setting. Written by savePricePolicy in exactly that shape, hence the cast. */
export const pricePolicyIn = (doc: SettingDoc | undefined): PricePolicy =>
  doc === undefined ? DEFAULT_POLICY : (doc.value as PricePolicy);
