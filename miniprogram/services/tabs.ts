import { piecesOf } from './cart';
import { isStaff } from './session';
import { currentStore } from './store';

/** What the tab bar shows; sent by every tab page as it comes up and after each change of the cart. */
export function refreshTabs(page: { getTabBar?: () => unknown }, path?: string): void {
  const bar = page.getTabBar?.();
  if (!isBar(bar)) return;
  const store = currentStore();
  bar.setData({
    ...(path === undefined ? {} : { path }),
    staff: isStaff(),
    pieces: store ? piecesOf(store.storeId) : 0,
  });
}

interface Bar {
  setData(data: Record<string, unknown>): void;
}
const isBar = (value: unknown): value is Bar =>
  typeof value === 'object' && value !== null && 'setData' in value;
