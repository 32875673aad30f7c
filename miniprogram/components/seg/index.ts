import type { Tap } from '../../services/shapes';

export interface Segment {
  value: string;
  label: string;
  count?: number;
}

/** A few choices side by side, one of them on. */
Component({
  properties: {
    items: { type: Array, value: [] as Segment[] },
    value: { type: String, value: '' },
  },
  methods: {
    onPick({ currentTarget }: Tap<{ value: string }>) {
      const { value } = currentTarget.dataset;
      if (value !== this.data.value) this.triggerEvent('change', { value });
    },
  },
});
