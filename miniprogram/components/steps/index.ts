/** How far something has come: dots on a line. */
Component({
  properties: {
    items: { type: Array, value: [] as string[] },
    /** Index of the step that is under way; `items.length` when all are done. */
    at: { type: Number, value: 0 },
  },
});
