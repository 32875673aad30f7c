/** `navigator`, `icon`, `progress`, `slider` and `video`. */
import { assetUrl } from '../app';
import { h, icon } from '../ui/dom';
import { builtin } from './define';
import { hover, HOVER } from './hover';

const ICONS: Record<string, [path: string, color: string]> = {
  success: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM7 12l3.5 3.5L17 9', '#07c160'],
  success_no_circle: ['M4 12l5.5 5.5L20 7', '#07c160'],
  info: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM12 11v6M12 7v.5', '#10aeff'],
  warn: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM12 7v6M12 17v.5', '#fa5151'],
  waiting: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM12 7v5l3 3', '#10aeff'],
  cancel: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM9 9l6 6M15 9l-6 6', '#fa5151'],
  clear: ['M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM9 9l6 6M15 9l-6 6', '#b2b2b2'],
  download: ['M12 4v11M7 11l5 5 5-5M5 20h14', '#07c160'],
  search: ['M10.5 3a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15ZM16 16l5 5', '#b2b2b2'],
};

export function registerSimple(): void {
  const NAVIGATOR = {
    ...HOVER,
    url: String,
    openType: { type: String, value: 'navigate' },
    delta: { type: Number, value: 1 },
    target: String,
  } as const;
  builtin('navigator', NAVIGATOR, (host) => {
    hover(host, 'wx-hover');
    host.onTap(() => {
      const { openType, url, delta } = host.data;
      if (openType === 'navigateBack') void wx.navigateBack({ delta });
      else if (openType === 'redirect') void wx.redirectTo({ url });
      else if (openType === 'switchTab') void wx.switchTab({ url });
      else if (openType === 'reLaunch') void wx.reLaunch({ url });
      else void wx.navigateTo({ url });
    });
  });

  builtin('icon', { type: String, size: { type: String, value: '23' }, color: String }, (host) => {
    host.watch(['type', 'size', 'color'], () => {
      const [path, color] = ICONS[host.data.type] ?? ['', ''];
      const drawn = icon(path, Number.parseFloat(host.data.size));
      drawn.style.color = host.data.color || color;
      host.el.replaceChildren(drawn);
    });
  });

  const PROGRESS = {
    percent: Number,
    strokeWidth: { type: Number, value: 6 },
    borderRadius: Number,
    activeColor: { type: String, value: '#07c160' },
    backgroundColor: { type: String, value: '#ebebeb' },
    showInfo: Boolean,
    active: Boolean,
    activeMode: String,
    duration: Number,
  } as const;
  builtin('progress', PROGRESS, (host) => {
    const bar = h('i');
    const track = h('div', { class: 'wx-progress-track' }, bar);
    const info = h('span', { class: 'wx-progress-info' });
    host.el.append(track, info);
    host.el.setAttribute('role', 'progressbar');
    host.watch(
      ['percent', 'strokeWidth', 'activeColor', 'backgroundColor', 'showInfo', 'borderRadius'],
      () => {
        const { percent, strokeWidth, activeColor, backgroundColor, showInfo, borderRadius } =
          host.data;
        const radius = `${borderRadius || 0}px`;
        Object.assign(track.style, {
          height: `${strokeWidth}px`,
          background: backgroundColor,
          borderRadius: radius,
        });
        Object.assign(bar.style, { width: `${percent}%`, background: activeColor });
        host.el.setAttribute('aria-valuenow', String(percent));
        info.hidden = !showInfo;
        info.textContent = `${percent}%`;
      },
    );
  });

  const SLIDER = {
    value: Number,
    min: Number,
    max: { type: Number, value: 100 },
    step: { type: Number, value: 1 },
    disabled: Boolean,
    showValue: Boolean,
    name: String,
    activeColor: { type: String, value: '#07c160' },
    backgroundColor: String,
    blockSize: Number,
    blockColor: String,
  } as const;
  builtin('slider', SLIDER, (host) => {
    const input = h('input');
    const shown = h('span', { class: 'wx-slider-value' });
    input.type = 'range';
    host.el.append(input, shown);
    host.watch(['min', 'max', 'step', 'value', 'disabled', 'showValue', 'activeColor'], () => {
      const { min, max, step, value, disabled, showValue, activeColor } = host.data;
      for (const [name, bound] of Object.entries({ min, max, step }))
        input.setAttribute(name, String(bound));
      input.value = String(value);
      input.disabled = disabled;
      input.style.setProperty('--on', activeColor);
      input.style.setProperty('--done', `${((value - min) / (max - min)) * 100}%`);
      shown.hidden = !showValue;
      shown.textContent = String(value);
    });
    input.addEventListener('input', () => host.emit('changing', { value: Number(input.value) }));
    input.addEventListener('change', () => {
      host.set({ value: Number(input.value) });
      host.emit('change', { value: Number(input.value) });
    });
    return { value: () => Number(input.value), reset: () => host.set({ value: host.data.min }) };
  });

  builtin(
    'video',
    { src: String, poster: String, controls: Boolean, autoplay: Boolean },
    (host) => {
      const video = h('video', { style: { width: '100%', height: '100%' } });
      video.controls = true;
      video.preload = 'none';
      host.el.append(video);
      host.watch(['poster'], () => {
        if (host.data.poster) video.poster = assetUrl(host.data.poster, host.owner);
      });
      host.watch(['src'], () => {
        if (host.data.src) video.src = assetUrl(host.data.src, host.owner);
      });
    },
  );
}
