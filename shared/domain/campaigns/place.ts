/** Where a campaign holds; all empty: in every shop. */
export interface Place {
  readonly storeIds: readonly string[];
  readonly storeTags: readonly string[];
  readonly regionIds: readonly string[];
}
interface Shop {
  readonly _id: string;
  readonly tags: readonly string[];
  readonly regionId: string;
}

export const isEverywhere = ({ storeIds, storeTags, regionIds }: Place): boolean =>
  storeIds.length + storeTags.length + regionIds.length === 0;

/** A shop is meant by its id, one of its tags or its region; a hit of any kind is enough. */
export const holdsIn = (place: Place, { _id, tags, regionId }: Shop): boolean =>
  isEverywhere(place) ||
  place.storeIds.includes(_id) ||
  place.regionIds.includes(regionId) ||
  place.storeTags.some((tag) => tags.includes(tag));
