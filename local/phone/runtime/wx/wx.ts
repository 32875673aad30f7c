/** The `wx` object: every area put together, and a watch for what is missing. */
import { problem } from '../problems';
import { cloud } from './cloud';
import { callable } from './define';
import { device } from './device';
import { events } from './events';
import { feedback } from './feedback';
import { location, locationEvents } from './location';
import { media } from './media';
import { misc } from './misc';
import { navigation } from './navigation';
import { request } from './network';
import { prompts } from './prompts';
import { storage, storageSync } from './storage';
import { system, systemSync } from './system';
import { user } from './user';

export function installWx(): void {
  const known: Record<string | symbol, unknown> = {
    ...callable({
      ...navigation,
      ...feedback,
      ...storage,
      ...system,
      ...location,
      ...device,
      ...media,
      ...user,
      ...prompts,
    }),
    ...storageSync,
    ...systemSync,
    ...events,
    ...locationEvents,
    ...misc,
    request,
    cloud,
  };
  const wx = new Proxy(known, {
    get(target, name) {
      if (!(name in target) && typeof name === 'string')
        problem('wx', `wx.${name} 不在这个浏览器运行环境里`);
      return target[name];
    },
  });
  Object.assign(window, { wx });
}
