import { yuan } from '#shared/domain/money';

/** An amount with a small ¥ and small cents, so that figures line up and big ones stay readable. */
Component({
  properties: {
    fen: { type: Number, value: 0 },
    /** `s`, `m`, `l`, `xl`. */
    size: { type: String, value: 'm' },
    /** Crossed out: what it costs elsewhere. */
    strike: { type: Boolean, value: false },
    /** Colour of the text around instead of the price colour. */
    plain: { type: Boolean, value: false },
  },
  data: { sign: '', whole: '0', cents: '' },
  observers: {
    fen(fen: number) {
      const [whole = '0', cents = '00'] = yuan(Math.abs(fen)).split('.');
      this.setData({ sign: fen < 0 ? '-' : '', whole, cents: cents === '00' ? '' : `.${cents}` });
    },
  },
});
