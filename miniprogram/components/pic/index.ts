/** A picture that keeps its box: a leaf on a quiet ground while loading and when there is none. */
Component({
  properties: { src: { type: String, value: '' }, mode: { type: String, value: 'aspectFill' } },
  data: { shown: false, failed: false },
  observers: {
    src() {
      this.setData({ shown: false, failed: false });
    },
  },
  methods: {
    onLoad() {
      this.setData({ shown: true });
    },
    onError() {
      this.setData({ failed: true });
    },
  },
});
