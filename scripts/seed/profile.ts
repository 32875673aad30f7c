/**
 * How a real chain sells, fitted by `fit.ts` on 5,151 store × product series of 90 days from
 * FreshRetailNet-50K (Dingdong-Inc, CC-BY-4.0); see docs/seed.md. Quantiles stand at the shares in `AT`.
 */
export const AT = [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] as const;

export const profile = {
  /** Sunday first; 1 = the series' mean. */
  weekday: [1.201, 0.958, 0.979, 0.91, 0.873, 0.93, 1.16],
  /** A series' daily level relative to the mean level. */
  popularity: [0.374, 0.4, 0.445, 0.495, 0.559, 0.651, 0.773, 0.968, 1.278, 1.95, 2.875],
  /** A store's sales relative to the mean store. */
  storeSize: [0.188, 0.273, 0.62, 0.689, 0.859, 0.927, 1.074, 1.178, 1.378, 1.629, 2.042],
  /** Standard deviation of a full day's sales over its mean, median series. */
  noise: 0.481,
  stockOut: {
    /** Share of days with at least one hour without stock between 6 and 22. */
    shareOfDays: 0.443,
    /** After such a day, the next one is one too. */
    stays: 0.613,
    /** Hours without stock on such a day. */
    hours: [1, 2, 3, 4, 5, 6, 7, 9, 11, 14, 16],
  },
  discount: {
    shareOfDays: 0.446,
    stays: 0.901,
    /** Percent of the list price paid on such a day. */
    pricePct: [59, 65, 72, 76, 80, 83, 86, 88, 90, 92, 93],
    /** Sales below 85 % of the price against sales at 95 % and more. */
    uplift: 1.707,
  },
} as const;
