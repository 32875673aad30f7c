import { shortTime } from '#shared/domain/time';
import type { AfterSale } from '../../../services/shapes';

const MINUTE_MS = 60_000;

export const caseGoods = ({ lines }: AfterSale): string =>
  lines.map(({ title, qty }) => `${title} ×${qty}`).join('，');

/** How long there is to answer, or that it is too late. */
export function dueText({ respondBy, late, level, createdAt }: AfterSale, now: number): string {
  if (respondBy === null) return late ? '曾超时' : shortTime(createdAt);
  if (level > 0) return '已转总部';
  const left = respondBy - now;
  if (left < 0) return '已超时';
  const minutes = Math.ceil(left / MINUTE_MS);
  return minutes < 60 ? `还剩 ${minutes} 分钟` : `${shortTime(respondBy)} 前处理`;
}
