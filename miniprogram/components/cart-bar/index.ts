/** What is in the cart so far, always in reach while choosing. */
Component({
  properties: {
    pieces: { type: Number, value: 0 },
    fen: { type: Number, value: 0 },
    note: { type: String, value: '' },
  },
  methods: {
    onGo() {
      wx.switchTab({ url: '/pages/cart/index' });
    },
  },
});
