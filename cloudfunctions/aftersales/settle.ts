import { planOf } from '#shared/domain/aftersales/pieces';
import { SWAP_DAYS } from '#shared/domain/aftersales/flow';
import { DAY_MS } from '#shared/domain/time';
import { REASON_RULES } from '#shared/domain/aftersales/policy';
import { money } from '#shared/domain/money';
import type { AfterSaleDoc, OrderDoc } from '#shared/model/docs';
import type { Ctx, WriteTx } from '../kit/ports';
import { freeUnitsOf } from './claim';
import { broughtOf, payBack } from './payBack';
import { auditCase, moveCase, tellCase } from './step';
import { reserveSwap } from './swap';

type Deciding = Pick<Ctx<'NO_REPLACEMENT'>, 'derive' | 'now' | 'cached' | 'db' | 'refuse'>;
interface Person {
  readonly id: string;
  readonly name: string;
}
interface Outcome {
  readonly status: AfterSaleDoc['status'];
  readonly refundFen: number;
}

/** What the case would bring back today. */
export const fenNow = (order: OrderDoc, doc: AfterSaleDoc, now: number): number =>
  planOf(
    order,
    doc.units,
    REASON_RULES[doc.reason].fault,
    now,
    doc.kind === 'return' ? broughtOf(doc.gifts ?? []) : undefined,
  )?.refundFen ?? 0;

/**
 * Yes: the money goes back, or the shopper is asked to bring the goods. The replacements of an exchange are
 * reserved where it was bought, so that nobody comes in vain.
 */
export async function approveCase(
  tx: WriteTx,
  ctx: Deciding,
  order: OrderDoc,
  doc: AfterSaleDoc,
  by: Person,
  text: string,
): Promise<Outcome> {
  const said = text === '' ? '同意' : `同意：${text}`;
  const paid =
    doc.kind === 'refundOnly' ? await payBack(tx, ctx, order, doc, doc.units) : undefined;
  const swap = doc.kind === 'exchange' ? await reserveSwap(tx, ctx, doc) : null;
  const status = paid ? ('refunded' as const) : ('awaitingReturn' as const);
  const after = {
    status,
    // Replacements are not kept for ever.
    respondBy: swap ? ctx.now + SWAP_DAYS * DAY_MS : null,
    swap,
    approvals: [...doc.approvals, { by: by.id, name: by.name, at: ctx.now }],
    decision: { by: 'human' as const, name: by.name, text: said, at: ctx.now },
    decidedAt: ctx.now,
  };
  const told = paid
    ? `${said}，退款 ${money(paid.refundFen)}`
    : `${said}，${swap ? '换的货已留好，等顾客到店' : '等顾客退回商品'}`;
  await moveCase(tx, doc, { ...after, ...paid }, { at: ctx.now, text: told, by: by.name });
  tellCase(
    tx,
    doc,
    'shopper',
    paid
      ? `已同意，退款 ${money(paid.refundFen)}`
      : swap
        ? '已同意，请到店换货'
        : '已同意，请退回商品',
    ctx.now,
  );
  const refundFen = paid?.refundFen ?? 0;
  auditCase(tx, doc, doc.storeId, { status, refundFen }, text);
  return { status, refundFen };
}

/** No, with a reason the shopper reads; the pieces are free again. */
export async function rejectCase(
  tx: WriteTx,
  ctx: Deciding,
  order: OrderDoc,
  doc: AfterSaleDoc,
  by: Person,
  text: string,
): Promise<Outcome> {
  await freeUnitsOf(tx, order, doc._id);
  const status = 'rejected' as const;
  const decision = { by: 'human' as const, name: by.name, text, at: ctx.now };
  await moveCase(
    tx,
    doc,
    { status, respondBy: null, decision, decidedAt: ctx.now },
    { at: ctx.now, text: `未通过：${text}`, by: by.name },
  );
  tellCase(tx, doc, 'shopper', `未通过：${text}`, ctx.now);
  auditCase(tx, doc, doc.storeId, { status }, text);
  return { status, refundFen: 0 };
}
