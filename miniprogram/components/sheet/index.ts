/** Something to choose or review, risen from the bottom edge. */
Component({
  options: { multipleSlots: true },
  properties: {
    show: { type: Boolean, value: false },
    title: { type: String, value: '' },
    /** Whether the person may leave without deciding. */
    closable: { type: Boolean, value: true },
  },
  methods: {
    onClose() {
      if (this.data.closable) this.triggerEvent('close');
    },
    onVisible({ detail }: WechatMiniprogram.CustomEvent<{ visible: boolean }>) {
      if (!detail.visible) this.onClose();
    },
  },
});
