/** A picture that keeps its box: a leaf on a quiet ground while loading and when there is none. */
Component({
  properties: { src: { type: String, value: '' }, mode: { type: String, value: 'aspectFill' } },
  data: { shown: false, failed: false, last: '' },
  observers: {
    /** Only another picture starts anew: the same one set again does not load twice. */
    src(src: string) {
      if (src === this.data.last) return;
      this.setData({ shown: false, failed: false, last: src });
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
