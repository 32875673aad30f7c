import { tell } from '../../services/call';
import type { PriceTag, Tap } from '../../services/shapes';

/** Where a price comes from, in one look; a tap says why. */
Component({
  properties: {
    tags: { type: Array, value: [] as PriceTag[] },
  },
  data: { shown: [] as (PriceTag & { tone: string })[] },
  observers: {
    tags(tags: PriceTag[]) {
      this.setData({ shown: tags.map((tag) => ({ ...tag, tone: TONES[tag.kind] })) });
    },
  },
  methods: {
    onWhy({ currentTarget }: Tap<{ at: number }>) {
      const tag = this.data.shown[currentTarget.dataset.at];
      if (tag) void tell(tag.text, tag.reason || '满足条件时自动生效');
    },
  },
});

/** Lowered now: warm. By who one is: green. What more pieces would bring: blue. */
const TONES: Record<PriceTag['kind'], string> = {
  special: 'tag-accent',
  timed: 'tag-accent',
  level: 'tag-brand',
  card: 'tag-brand',
  nth: 'tag-info',
  full: 'tag-info',
  gift: 'tag-info',
  freight: 'tag-info',
};
