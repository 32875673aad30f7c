import { addPhotos, type Photo } from '../../services/photos';
import type { Tap } from '../../services/shapes';

/** A row of photos: to look at, or (with `edit`) to add and remove. Tells `change` with all of them. */
Component({
  properties: {
    /** To look at: links. */
    urls: { type: Array, value: [] as string[] },
    edit: { type: Boolean, value: false },
    most: { type: Number, value: 6 },
  },
  data: { photos: [] as Photo[] },
  methods: {
    async onAdd() {
      const { photos, most } = this.data;
      const more = await addPhotos(most - photos.length);
      if (more.length > 0) this.keep([...photos, ...more]);
    },
    onDrop({ currentTarget }: Tap<{ id: string }>) {
      this.keep(this.data.photos.filter(({ fileId }) => fileId !== currentTarget.dataset.id));
    },
    keep(photos: Photo[]) {
      this.setData({ photos });
      this.triggerEvent('change', { value: photos.map(({ fileId }) => fileId) });
    },
    onShow({ currentTarget }: Tap<{ url: string }>) {
      void wx.previewImage({ urls: this.data.urls, current: currentTarget.dataset.url });
    },
  },
});
