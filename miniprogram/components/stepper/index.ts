import type { Tap } from '../../services/shapes';

/** Minus, number, plus. With `quiet` an empty one is a single plus, as on a shelf. */
Component({
  properties: {
    value: { type: Number, value: 0 },
    min: { type: Number, value: 0 },
    max: { type: Number, value: 999 },
    quiet: { type: Boolean, value: false },
    /** Only the plus, with the number on it: where room is scarce. */
    badge: { type: Boolean, value: false },
    off: { type: Boolean, value: false },
    /** Lets the number be typed. */
    typed: { type: Boolean, value: false },
  },
  methods: {
    onStep({ currentTarget }: Tap<{ by: string }>) {
      const { value, min, max, off } = this.data;
      if (off) return;
      const next = Math.min(max, Math.max(min, value + Number(currentTarget.dataset.by)));
      if (next === value) this.triggerEvent('limit', { at: next });
      else this.triggerEvent('change', { value: next });
    },
    onTyped({ detail }: WechatMiniprogram.InputBlur) {
      const { value, min, max } = this.data;
      const typed = Number.parseInt(detail.value, 10);
      const next = Number.isNaN(typed) ? value : Math.min(max, Math.max(min, typed));
      this.triggerEvent('change', { value: next });
    },
  },
});
