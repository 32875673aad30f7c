import type { Product } from '../lib/product';

/** What the night does to a chain, in its order. */
const NIGHT = [
  'supplyNight/forecastDemand',
  'checkStockAlerts/checkStockAlerts',
  'supplyNight/suggestTransfer',
  'supplyNight/replenish',
];

/**
 * A chain that was filled a moment ago has had no night yet: its forecasts, alerts, transfer plan and drafts are worked
 * out once, while people already look around.
 */
export async function firstNight(product: Pick<Product, 'runTimer'>): Promise<void> {
  for (const timer of NIGHT)
    await product.runTimer(timer).catch((error: unknown) => {
      console.error(`✗ ${timer}: ${error instanceof Error ? error.message : String(error)}`);
    });
}
