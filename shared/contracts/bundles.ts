import * as z from 'zod';
import { CampaignPlace, campaignHq } from './campaigns';
import { defineCall } from './kit';
import { Count, Fen, Id, RequestId } from './shapes';

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
