/** A coupon: face value on the left, its rules and the one action on the right. */
Component({
  properties: {
    face: { type: String, value: '' },
    name: { type: String, value: '' },
    rule: { type: String, value: '' },
    scope: { type: String, value: '' },
    when: { type: String, value: '' },
    /** Text of the button; none without. */
    action: { type: String, value: '' },
    /** Used, expired, all claimed. */
    dim: { type: Boolean, value: false },
    mark: { type: String, value: '' },
    picked: { type: Boolean, value: false },
  },
  data: { amount: '', unit: '' },
  observers: {
    face(face: string) {
      const [, amount = face, unit = ''] = /^([\d.]+)(.*)$/.exec(face) ?? [];
      this.setData({ amount, unit });
    },
  },
  methods: {
    onAct() {
      this.triggerEvent('act');
    },
  },
});
