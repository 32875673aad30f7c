import type { StaffOrderFull } from '../../services/shapes';

/** How far picking has come; kept on the phone so that a call or a break loses nothing. */
export type Picks = Record<string, { done: boolean; qty: number }>;

const key = (orderId: string): string => `picks:${orderId}`;

export function picksOf({ orderId, lines }: StaffOrderFull): Picks {
  const kept: Picks | '' = wx.getStorageSync(key(orderId));
  const known = kept || {};
  return Object.fromEntries(
    lines.map(({ lineId, qty, picked }) => [
      lineId,
      known[lineId] ?? { done: picked !== null, qty: picked ?? qty },
    ]),
  );
}

export const keepPicks = (orderId: string, picks: Picks): void =>
  wx.setStorageSync(key(orderId), picks);
export const dropPicks = (orderId: string): void => wx.removeStorageSync(key(orderId));

export interface Shortage {
  lineId: string;
  title: string;
  missing: number;
}
export const shortagesOf = ({ lines }: StaffOrderFull, picks: Picks): Shortage[] =>
  lines
    .map(({ lineId, title, qty }) => ({
      lineId,
      title,
      missing: qty - (picks[lineId]?.qty ?? qty),
    }))
    .filter(({ missing }) => missing > 0);
