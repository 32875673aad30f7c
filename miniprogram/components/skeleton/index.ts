/** The shape of what is coming, so that nothing jumps when it is there. */
Component({
  properties: {
    /** `cards`, `rows`, `home`, `detail`, `tiles`. */
    kind: { type: String, value: 'cards' },
  },
});
