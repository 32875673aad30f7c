import type { NoticeName } from '#shared/domain/notices';

/** Asks for leave to send these messages, once each; a no or no answer changes nothing for the page. */
export async function askLeave(tmplIds: NoticeName[]): Promise<void> {
  try {
    await wx.requestSubscribeMessage({ tmplIds });
  } catch {
    // Messages are a courtesy: the page shows the same.
  }
}
