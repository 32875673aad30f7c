import type { RegionKind } from '#shared/domain/regions';

/** `_id` = what `stores.regionId` names. A tree by `parentId`; few, so it is always read whole. */
export interface RegionDoc {
  _id: string;
  name: string;
  parentId: string | null;
  kind: RegionKind;
  sort: number;
  version: number;
  updatedAt: number;
}
