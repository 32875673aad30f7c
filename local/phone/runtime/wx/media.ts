/** Pictures: choose, show, measure. */
import { assetUrl } from '../app';
import { h } from '../ui/dom';
import { overlay } from '../ui/overlay';
import { cloudFileUrl } from './cloud-files';
import { type AsyncCalls, Refused } from './define';

export const media: AsyncCalls = {
  chooseMedia: async ({ count = 9, mediaType = ['image'] }) => {
    const files = await choose(
      count,
      mediaType.map((type) => (type === 'video' ? 'video/*' : 'image/*')).join(),
    );
    const tempFiles = files.map((file) => ({
      tempFilePath: URL.createObjectURL(file),
      size: file.size,
      duration: 0,
      height: 0,
      width: 0,
      thumbTempFilePath: '',
      fileType: file.type.startsWith('video') ? ('video' as const) : ('image' as const),
      originalFileObj: file,
    }));
    return { tempFiles, type: tempFiles[0]?.fileType ?? 'image' };
  },
  chooseImage: async ({ count = 9 }) => {
    const files = await choose(count, 'image/*');
    const tempFiles = files.map((file) => ({ path: URL.createObjectURL(file), size: file.size }));
    return { tempFiles, tempFilePaths: tempFiles.map(({ path }) => path) };
  },
  previewImage: ({ urls, current }) => preview(urls, urls.indexOf(String(current ?? ''))),
  getImageInfo: async ({ src }) => {
    const image = new Image();
    image.src = assetUrl(src, '');
    await image.decode();
    return {
      width: image.naturalWidth,
      height: image.naturalHeight,
      path: src,
      orientation: 'up',
      type: 'png',
    };
  },
  compressImage: ({ src }) => ({ tempFilePath: src }),
  saveImageToPhotosAlbum: () => void wx.showToast({ title: '已保存到相册', icon: 'success' }),
  canvasToTempFilePath: async (option) => {
    const canvas: unknown = option.canvas;
    if (!(canvas instanceof HTMLCanvasElement))
      throw new Refused('only canvas type="2d" is supported');
    const blob = await new Promise<Blob | null>((done) =>
      canvas.toBlob(done, `image/${option.fileType ?? 'png'}`),
    );
    if (!blob) throw new Refused('canvas is empty');
    return { tempFilePath: URL.createObjectURL(blob) };
  },
};

function choose(count: number, accept: string): Promise<File[]> {
  return new Promise((resolve, reject) => {
    const input = h('input', { class: 'ph-file', 'aria-label': '选择文件' });
    Object.assign(input, { type: 'file', accept, multiple: count > 1 });
    document.body.append(input);
    input.addEventListener('change', () => {
      input.remove();
      resolve([...(input.files ?? [])].slice(0, count));
    });
    input.addEventListener('cancel', () => {
      input.remove();
      reject(new Refused('cancel'));
    });
    input.click();
  });
}

function preview(urls: readonly string[], start: number): void {
  let at = Math.max(0, start);
  overlay({ at: 'full', label: '查看图片' }, (close) => {
    const image = h('img');
    image.alt = '';
    const count = h('span', { class: 'ph-preview-count' });
    const show = async (): Promise<void> => {
      const url = urls[at] ?? '';
      count.textContent = `${at + 1} / ${urls.length}`;
      image.src = url.startsWith('cloud://') ? await cloudFileUrl(url) : assetUrl(url, '');
    };
    const step = (event: MouseEvent): void => {
      if (urls.length < 2) return close();
      event.stopPropagation();
      at = (at + (event.offsetX < image.clientWidth / 2 ? urls.length - 1 : 1)) % urls.length;
      void show();
    };
    image.addEventListener('click', step);
    void show();
    return h('section', { class: 'ph-preview', on: { click: close } }, image, count);
  });
}
