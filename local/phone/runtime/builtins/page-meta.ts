/** `page-meta`: settings of the page around it, written in its template. */
import { builtin } from './define';

export function registerPageMeta(): void {
  const PAGE_META = {
    pageStyle: String,
    rootFontSize: String,
    backgroundColor: String,
    backgroundTextStyle: String,
    scrollTop: String,
    scrollDuration: Number,
    pageFontSize: String,
  } as const;
  builtin('page-meta', PAGE_META, (host) => {
    const page = (): HTMLElement | null => host.el.closest('wx-page');
    // The element is not inside the page yet while the page's tree is being made.
    host.watch(
      ['pageStyle'],
      () => void setTimeout(() => page()?.setAttribute('style', host.data.pageStyle), 0),
    );
    host.watch(['rootFontSize'], () => {
      if (host.data.rootFontSize) document.documentElement.style.fontSize = host.data.rootFontSize;
    });
    host.watch(['scrollTop'], () => {
      if (host.data.scrollTop) page()?.scrollTo({ top: Number.parseFloat(host.data.scrollTop) });
    });
  });
}
