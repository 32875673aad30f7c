/** Nothing here yet: what that means, and the next step. */
Component({
  properties: {
    icon: { type: String, value: 'leaf' },
    title: { type: String, value: '' },
    text: { type: String, value: '' },
    action: { type: String, value: '' },
    /** Less room around, for panes. */
    small: { type: Boolean, value: false },
  },
  methods: {
    onAct() {
      this.triggerEvent('act');
    },
  },
});
