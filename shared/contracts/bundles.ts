import * as z from 'zod';
import { CampaignPlace, campaignHq } from './campaigns';
import { SkuRow } from './catalog';
import { HQ_ROLES, defineCall } from './kit';
import { Count, Fen, Id, Note, Qty, RequestId, TablePage, tableOf } from './shapes';

export const saveBundle = defineCall('saveBundle', {
  ...campaignHq,
  title: '组合礼盒',
  who: ['hqOwner', 'hqMerch'],
  once: true,
  input: z.object({
    requestId: RequestId,
    /** The product that becomes a box; it is made as any other. */
    skuId: Id,
    version: z.int(),
    /** Empty: a product like others again. */
    components: z.array(z.object({ skuId: Id, qty: z.int().min(1).max(99) })).max(20),
  }),
  output: z.object({
    skuId: Id,
    version: z.int(),
    costFen: Fen,
    /** What the parts cost one by one. */
    separateFen: Fen,
  }),
  errors: {
    STALE: '这件商品刚被别人改过，请刷新后再改',
    BAD_PARTS: '礼盒里的商品要在售、不重复，也不能是另一个礼盒',
    HAS_STOCK: '这件商品在门店还有自己的库存，请先清零再改成礼盒',
  },
});

export const shelveProducts = defineCall('shelveProducts', {
  ...campaignHq,
  title: '批量上架到门店',
  who: ['hqOwner', 'hqMerch'],
  once: true,
  input: z.object({
    requestId: RequestId,
    skuIds: z.array(Id).min(1).max(20),
    place: CampaignPlace,
    onShelf: z.boolean(),
    /** Where the call before ended; absent: from the first shop. */
    after: Id.optional(),
  }),
  /** `next`: there are more shops, call again with it. */
  output: z.object({ stores: Count, changed: Count, next: Id.optional() }),
});

export const listBundles = defineCall('listBundles', {
  ...campaignHq,
  title: '礼盒',
  who: HQ_ROLES,
  input: z.object({ query: Note(40).optional(), ...TablePage }),
  output: tableOf(
    SkuRow.omit({ stores: true, onHand: true }).extend({
      /** What the parts cost one by one. */
      separateFen: Fen,
      parts: z.array(
        z.object({
          skuId: Id,
          title: z.string(),
          spec: z.string(),
          qty: Qty,
          listPriceFen: Fen,
          costFen: Fen,
        }),
      ),
      /** Shops that sell it, each with the boxes its parts make and the part that is scarcest. */
      shops: z.array(z.object({ storeId: Id, boxes: Count, scarce: z.string() })),
      boxes: Count,
    }),
  ),
});
