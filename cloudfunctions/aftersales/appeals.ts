import { APPEAL_DAYS } from '#shared/domain/aftersales/flow';
import { DAY_MS } from '#shared/domain/time';
import type { AfterSaleDoc } from '#shared/model/docs';

/** A refused application may be put before HQ once, within seven days. */
export const appealOpen = (
  { status, decidedAt, appealed }: Pick<AfterSaleDoc, 'status' | 'decidedAt' | 'appealed'>,
  now: number,
): boolean =>
  status === 'rejected' &&
  !appealed &&
  decidedAt !== null &&
  now < decidedAt + APPEAL_DAYS * DAY_MS;
