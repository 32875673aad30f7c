import * as z from 'zod';
import { REGION_KINDS } from '#shared/domain/regions';
import { HQ_ROLES, defineCall } from './kit';
import { Id, RequestId, Text } from './shapes';

const system = { context: 'system', deploy: 'hqSystem' } as const;
/** Regions of shops from a file carry their city's name. */
const RegionId = z.string().min(1).max(64);
const Kind = z.enum(REGION_KINDS);

export const listRegions = defineCall('listRegions', {
  ...system,
  title: '区域',
  who: HQ_ROLES,
  input: z.object({}),
  output: z.object({
    items: z.array(
      z.object({
        regionId: RegionId,
        name: z.string(),
        parentId: RegionId.nullable(),
        kind: Kind,
        sort: z.int(),
        version: z.int(),
        /** Shops directly in it. */
        stores: z.int(),
      }),
    ),
    /** The region and the district of every shop. */
    shops: z.array(z.object({ storeId: Id, regionId: RegionId, district: z.string() })),
  }),
});

export const saveRegion = defineCall('saveRegion', {
  ...system,
  title: '新建或修改区域',
  who: ['hqOwner'],
  once: true,
  input: z.object({
    requestId: RequestId,
    /** Absent: a new one. */
    regionId: RegionId.optional(),
    version: z.int().optional(),
    name: Text(20),
    parentId: RegionId.nullable(),
    kind: Kind,
  }),
  output: z.object({ regionId: RegionId, version: z.int() }),
  errors: {
    STALE: '这个区域刚被别人改过，请刷新后再改',
    BAD_PARENT: '上级区域不存在，或在这个区域之下，请重新选择',
  },
});

export const setStoreRegion = defineCall('setStoreRegion', {
  ...system,
  title: '调整门店所属区域',
  who: ['hqOwner'],
  once: true,
  scope: 'storeId',
  input: z.object({ requestId: RequestId, storeId: Id, regionId: RegionId }),
  output: z.object({ storeId: Id, version: z.int() }),
  errors: { NO_REGION: '没有这个区域，请刷新后重新选择' },
});
