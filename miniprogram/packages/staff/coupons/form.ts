import { addDays, dayOf, endOf } from '#shared/domain/time';
import { parseYuan } from '../../../services/amount';

/** What the sheet holds: texts as typed. */
export const BLANK = {
  type: 'amount' as 'amount' | 'percent',
  name: '',
  /** 元 or 折. */
  face: '',
  /** 元; empty: without. */
  threshold: '',
  /** 元, of a percentage; empty: without. */
  cap: '',
  total: '100',
  perMember: '1',
  validDays: '14',
};
export type Form = typeof BLANK;

const CLAIM_DAYS = 13;

const count = (text: string): number => (/^\d{1,4}$/.test(text.trim()) ? Number(text) : 0);
/** `8.8` → 8800 basis points; 0 when it is no such discount. */
const rateOf = (text: string): number =>
  /^\d(\.\d)?$/.test(text.trim()) ? Math.round(Number(text) * 1_000) : 0;

/** The coupon to be made, or what is missing. It can be claimed for two weeks from now. */
export function couponOf(form: Form, now: number) {
  const { type, threshold, cap } = form;
  const name = form.name.trim();
  const faceFen = type === 'amount' ? (parseYuan(form.face) ?? 0) : 0;
  const rateBp = type === 'percent' ? rateOf(form.face) : 9_900;
  const thresholdFen = threshold ? parseYuan(threshold) : 0;
  const capFen = type === 'percent' && cap ? parseYuan(cap) : null;
  const [total, perMember, validDays] = [form.total, form.perMember, form.validDays].map(count);
  if (!name) return { wrong: '给券起个名字' };
  if (type === 'amount' && (faceFen < 1 || faceFen > 10_000))
    return { wrong: '面额在 0.01 到 100 元之间' };
  if (rateBp < 5_000 || rateBp > 9_900) return { wrong: '折扣在 5 到 9.9 折之间' };
  if (thresholdFen === null) return { wrong: '门槛写一个金额，没有就留空' };
  if (cap && type === 'percent' && (capFen === null || capFen < 100 || capFen > 10_000))
    return { wrong: '最多优惠在 1 到 100 元之间' };
  if (!total || total > 1_000) return { wrong: '总张数在 1 到 1000 之间' };
  if (!perMember || perMember > 5) return { wrong: '每人可领 1 到 5 张' };
  if (!validDays || validDays > 90) return { wrong: '领后有效 1 到 90 天' };
  const claimTo = endOf(addDays(dayOf(now), CLAIM_DAYS));
  return {
    coupon: {
      name,
      type,
      faceFen,
      rateBp,
      capFen,
      thresholdFen,
      total,
      perMember,
      claimTo,
      validDays,
    },
  };
}
