/** `switch`, `checkbox`, `radio` and the groups around them. */
import { builtin, type Host, type Part } from './define';

const TOGGLE = {
  value: String,
  checked: Boolean,
  disabled: Boolean,
  color: String,
  name: String,
  type: String,
} as const;

const members = new WeakMap<Host, Set<Host<typeof TOGGLE>>>();

export function registerToggles(): void {
  builtin('switch', TOGGLE, (host) => toggle(host));
  for (const kind of ['checkbox', 'radio'] as const) {
    builtin(kind, TOGGLE, (host) => toggle(host, host.closest(`${kind}-group`)));
    builtin(`${kind}-group`, { name: String }, (host) => {
      members.set(host, new Set());
      return {
        value: () => groupValue(host),
        reset: () => members.get(host)?.forEach((one) => one.set({ checked: false })),
      };
    });
  }
}

function toggle(host: Host<typeof TOGGLE>, group?: Host): Part {
  const input = document.createElement('input');
  const look = host.tag === 'switch' && host.data.type === 'checkbox' ? 'checkbox' : host.tag;
  input.type = host.tag === 'radio' ? 'radio' : 'checkbox';
  input.className = `wx-${look}-input`;
  if (host.tag === 'switch') input.setAttribute('role', 'switch');
  host.el.prepend(input);
  host.watch(['checked'], () => (input.checked = host.data.checked));
  host.watch(['disabled'], () => (input.disabled = host.data.disabled));
  host.watch(['color'], () => {
    if (host.data.color) input.style.setProperty('--on', host.data.color);
  });
  if (group) {
    members.get(group)?.add(host);
    host.onDetached(() => members.get(group)?.delete(host));
  }
  input.addEventListener('change', () => {
    if (host.tag === 'radio') {
      for (const other of group ? (members.get(group) ?? []) : []) {
        if (other !== host && other.data.checked) other.set({ checked: false });
      }
    }
    host.set({ checked: input.checked });
    if (host.tag === 'switch') host.emit('change', { value: input.checked });
    else group?.emit('change', { value: groupValue(group) });
  });
  return {
    value: () => input.checked,
    reset: () => host.set({ checked: false }),
    press() {
      if (!input.disabled && !(host.tag === 'radio' && input.checked)) input.click();
    },
  };
}

function groupValue(group: Host): string | string[] {
  const chosen = [...(members.get(group) ?? [])].filter((one) => one.data.checked);
  const values = chosen.map((one) => one.data.value);
  return group.tag === 'radio-group' ? (values[0] ?? '') : values;
}
