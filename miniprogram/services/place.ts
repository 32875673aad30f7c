/** Where the shopper is. Positions are GCJ-02, as the map and the shops use. */
export interface Position {
  lng: number;
  lat: number;
}
export type Located =
  | { readonly kind: 'here'; readonly point: Position }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

const FRESH_MS = 60_000;
const CONSENT = 'privacyConsent';
let last: { at: number; found: Located } | undefined;

/** The person has read what we use and agreed; without it nothing is asked of the phone. */
export const hasConsent = (): boolean => wx.getStorageSync(CONSENT) === 'yes';
export const answeredConsent = (): boolean => wx.getStorageSync(CONSENT) !== '';
export const keepConsent = (agreed: boolean): void => {
  wx.setStorageSync(CONSENT, agreed ? 'yes' : 'no');
  last = undefined;
};

export async function locate(again = false): Promise<Located> {
  if (!hasConsent()) return { kind: 'refused' };
  if (!again && last && Date.now() - last.at < FRESH_MS) return last.found;
  const found = await ask();
  last = { at: Date.now(), found };
  return found;
}

async function ask(): Promise<Located> {
  try {
    const { longitude, latitude } = await wx.getLocation({ type: 'gcj02' });
    return { kind: 'here', point: { lng: longitude, lat: latitude } };
  } catch (error) {
    return { kind: isDenied(error) ? 'refused' : 'unknown' };
  }
}

const isDenied = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errMsg' in error &&
  /auth|deny|denied|permission/i.test(String(error.errMsg));

/** `320 米`, `1.8 公里`; empty when unknown. */
export function distanceText(metres: number | null): string {
  if (metres === null) return '';
  if (metres < 1000) return `${Math.max(10, Math.round(metres / 10) * 10)} 米`;
  return `${(metres / 1000).toFixed(metres < 10_000 ? 1 : 0)} 公里`;
}
