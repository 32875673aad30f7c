import type { RouteLocationRaw } from 'vue-router';
import * as z from 'zod';

/** What the server still counts as open work, in its own words. */
const Detail = z.object({
  work: z.array(z.object({ item: z.string(), left: z.number(), text: z.string() })).default([]),
});
const PAGES: Readonly<Record<string, string>> = {
  orders: '/orders',
  codes: '/orders',
  cases: '/after-sales',
  transfers: '/transfers',
  requests: '/requests',
  pieces: '/stock',
  papers: '/counts',
  refunds: '/after-sales',
  settlements: '/settlements',
};
/** The page where a kind of open work is finished. */
export const pageFor = (item: string, storeId: string): RouteLocationRaw =>
  item === 'staff'
    ? { path: `/shops/${storeId}`, query: { tab: 'staff' } }
    : { path: PAGES[item] ?? '/shops', query: { store: storeId } };

/** What keeps a shop from closing, each with the list where it is dealt with. */
export function checklist(
  detail: Readonly<Record<string, unknown>> | undefined,
  storeId: string,
): { text: string; to: RouteLocationRaw }[] {
  const parsed = Detail.safeParse(detail ?? {});
  if (!parsed.success) return [];
  return parsed.data.work
    .filter(({ left }) => left > 0)
    .map(({ item, text }) => ({
      text,
      to: pageFor(item, storeId),
    }));
}
