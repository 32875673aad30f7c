/** `image` and `cover-image`. */
import { assetUrl } from '../app';
import { cloudFileUrl } from '../wx/cloud-files';
import { builtin } from './define';

const FIT: Record<string, string> = {
  aspectFit: 'contain',
  aspectFill: 'cover',
  scaleToFill: 'fill',
  widthFix: 'fill',
  heightFix: 'fill',
};

export function registerImages(): void {
  builtin(
    'image',
    {
      src: String,
      mode: { type: String, value: 'scaleToFill' },
      lazyLoad: Boolean,
      showMenuByLongpress: Boolean,
      webp: Boolean,
      fadeIn: Boolean,
    },
    (host) => {
      const img = document.createElement('img');
      img.alt = '';
      host.el.append(img);
      img.addEventListener('load', () =>
        host.emit('load', { width: img.naturalWidth, height: img.naturalHeight }),
      );
      img.addEventListener('error', () =>
        host.emit('error', { errMsg: `GET ${host.data.src} failed` }),
      );
      host.watch(['mode'], () => {
        host.el.dataset['mode'] = host.data.mode;
        img.style.objectFit = FIT[host.data.mode] ?? 'none';
        // Modes such as "top" or "bottom right" crop without scaling.
        img.style.objectPosition = FIT[host.data.mode] ? '' : host.data.mode;
      });
      host.watch(['lazyLoad'], () => (img.loading = host.data.lazyLoad ? 'lazy' : 'eager'));
      host.watch(['src'], () => void show(img, host.data.src, host.owner));
    },
  );
  builtin('cover-image', { src: String }, (host) => {
    const img = document.createElement('img');
    img.alt = '';
    host.el.append(img);
    host.watch(['src'], () => void show(img, host.data.src, host.owner));
  });
}

async function show(img: HTMLImageElement, src: string, owner: string): Promise<void> {
  if (src === '') return img.removeAttribute('src');
  img.dataset['src'] = src;
  const url = src.startsWith('cloud://') ? await cloudFileUrl(src) : assetUrl(src, owner);
  // A later src may have overtaken the question to the cloud.
  if (img.dataset['src'] === src) img.src = url;
}
