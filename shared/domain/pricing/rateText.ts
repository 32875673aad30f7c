/** `95折`, `9折`, `88折`, `0.5折`: how shops write a rate of basis points paid. */
export const rateText = (rateBp: number): string =>
  rateBp < 1_000 ? `${rateBp / 1_000}折` : `${String(rateBp / 100).replace(/^(\d)0$/, '$1')}折`;
