import path from 'node:path';
import type { Phone } from './miniprogram-world';

/** With PICTURES=<folder> a test leaves pictures of what it went through; otherwise nothing. */
export async function picture(phone: Pick<Phone, 'page'>, name: string): Promise<void> {
  const folder = process.env['PICTURES'];
  if (folder) await phone.page.screenshot({ path: path.join(folder, `${name}.png`) });
}
