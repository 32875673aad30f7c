import { SHAPES } from './shapes';

const isName = (name: string): name is keyof typeof SHAPES => name in SHAPES;

/** A line icon in the colour of the text around it. */
Component({
  properties: {
    name: { type: String, value: '' },
    /** Side in px. */
    size: { type: Number, value: 20 },
  },
  data: { style: '' },
  observers: {
    'name, size'(name: string, size: number) {
      const shape = isName(name) ? SHAPES[name] : '';
      const svg = `<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24' fill='none' stroke='#000' stroke-width='1.8' stroke-linecap='round' stroke-linejoin='round'>${shape}</svg>`;
      const mask = `url("data:image/svg+xml,${encodeURIComponent(svg)}") center/contain no-repeat`;
      const style = `width:${size}px;height:${size}px;-webkit-mask:${mask};mask:${mask}`;
      this.setData({ style });
    },
  },
});
