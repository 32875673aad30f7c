const KEY = 'searched';
const KEEP = 10;

/** The last things looked for, newest first. */
export const searched = (): string[] => {
  const kept: string[] | '' = wx.getStorageSync(KEY);
  return kept || [];
};

export function keepSearched(query: string): string[] {
  const list = [query, ...searched().filter((each) => each !== query)].slice(0, KEEP);
  wx.setStorageSync(KEY, list);
  return list;
}

export const forgetSearched = (): void => wx.removeStorageSync(KEY);
