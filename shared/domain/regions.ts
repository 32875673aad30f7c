/** 大区 → 省 → 市; the district (区) stands in the shop's own address. */
export const REGION_KINDS = ['area', 'province', 'city'] as const;
export type RegionKind = (typeof REGION_KINDS)[number];

export interface Region {
  readonly regionId: string;
  readonly name: string;
  /** null: nothing above it. */
  readonly parentId: string | null;
  readonly kind: RegionKind;
  readonly sort: number;
}

/** Levels of the tree; deeper ones are a mistake. */
const DEEPEST = 6;

/** The region and what lies above it, from the top; ends where a parent is missing or leads in a circle. */
export function regionPath(regions: readonly Region[], regionId: string): Region[] {
  const path: Region[] = [];
  let at = regions.find((one) => one.regionId === regionId);
  while (at && path.length < DEEPEST && !path.includes(at)) {
    path.unshift(at);
    const { parentId } = at;
    at = regions.find((one) => one.regionId === parentId);
  }
  return path;
}

/** `华东大区 / 浙江省 / 杭州市`; the id where nobody has named it. */
export const regionName = (regions: readonly Region[], regionId: string): string =>
  regionPath(regions, regionId)
    .map(({ name }) => name)
    .join(' / ') || plainName(regionId);

/** Shops from a file have `city_杭州` until HQ orders its regions. */
export const plainName = (regionId: string): string => regionId.replace(/^city_/, '');

/** The region and everything below it. */
export const within = (regions: readonly Region[], regionId: string): Set<string> =>
  new Set([
    regionId,
    ...regions
      .filter((one) => regionPath(regions, one.regionId).some((up) => up.regionId === regionId))
      .map((one) => one.regionId),
  ]);

/** Whether `regionId` may be hung under `parentId`: not under itself, and not too deep. */
export function mayHang(
  regions: readonly Region[],
  regionId: string | null,
  parentId: string | null,
): boolean {
  if (parentId === null) return true;
  const path = regionPath(regions, parentId);
  return (
    path.length > 0 && path.length < DEEPEST - 1 && path.every((up) => up.regionId !== regionId)
  );
}
