import { yuan } from '#shared/domain/money';
import { dayOf, shortTime } from '#shared/domain/time';
import { now } from '../clock';
import { lang } from '../i18n/index';

/** `¥12,345.60`. */
export const money = (fen: number): string => `${fen < 0 ? '-' : ''}¥${yuan(Math.abs(fen))}`;

/** Big figures as people say them: `¥12.3万`, `¥1.05亿`; English: `¥123K`, `¥10.5M`. */
export function bigMoney(fen: number): string {
  const value = Math.abs(fen) / 100;
  const sign = fen < 0 ? '-' : '';
  return value < 10_000 ? money(fen) : `${sign}¥${shorten(value)}`;
}

export const count = (n: number): string => n.toLocaleString('en-US');
export const bigCount = (n: number): string => (n < 100_000 ? count(n) : shorten(n));

function shorten(value: number): string {
  const [step, unit] =
    lang.value === 'zh'
      ? value >= 1e8
        ? [1e8, '亿']
        : [1e4, '万']
      : value >= 1e6
        ? [1e6, 'M']
        : [1e3, 'K'];
  const scaled = value / step;
  const digits = scaled >= 1000 ? 0 : scaled >= 100 ? 1 : 2;
  const text = scaled.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return `${text}${unit}`;
}

/** Change against `before` as `+12.4%`; null when there is nothing to compare with. */
export function change(now: number, before: number): string | null {
  if (before === 0) return null;
  const percent = ((now - before) / before) * 100;
  // Against next to nothing a percentage says nothing.
  if (percent > 999) return '>+999%';
  return `${percent >= 0 ? '+' : '−'}${Math.abs(percent).toFixed(Math.abs(percent) < 100 ? 1 : 0)}%`;
}

/** `12.3%` of a share. */
export const percent = (share: number): string => `${(share * 100).toFixed(1)}%`;

/** `11-22 09:05`, with the year when it is another one. */
export const when = (at: number): string =>
  dayOf(at).slice(0, 4) === dayOf(now()).slice(0, 4)
    ? shortTime(at)
    : `${dayOf(at).slice(0, 5)}${shortTime(at)}`;

export const distance = (metres: number): string =>
  metres < 1000 ? `${Math.round(metres)} m` : `${(metres / 1000).toFixed(1)} km`;

/** What a person types as yuan, as fen; null when it is no amount. */
export function fenOf(text: string): number | null {
  const clean = text.replaceAll(/[¥,\s]/g, '');
  return /^\d{1,7}(\.\d{1,2})?$/.test(clean) ? Math.round(Number(clean) * 100) : null;
}
/** Fen as an input shows it: `12.50`; nothing for none. */
export const yuanText = (fen: number | null): string =>
  fen === null ? '' : (fen / 100).toFixed(2);
