/** The page around the phone: device, and the strip that plays the world's part. */
import './frame.css';
import './strip.css';
import { h } from '../runtime/ui/dom';
import { settings } from '../runtime/settings';
import { clockCard } from './clock-card';
import { makeDevice } from './device';
import { peopleCard } from './people-card';
import { positionCard } from './position-card';
import { scanCard, screenCard } from './tools-card';

const iframe = element(HTMLIFrameElement, '.phone');
const strip = element(HTMLElement, '.strip');

const device = makeDevice(iframe);
// Tests and the console find the same handle here as in the phone itself.
Object.defineProperty(window, '__phone', { get: () => iframe.contentWindow?.__phone });

void start();

async function start(): Promise<void> {
  const people = await peopleCard(device);
  const cards = h(
    'div',
    { class: 'cards' },
    people,
    await positionCard(device),
    await clockCard(device),
    scanCard(device),
    screenCard(device),
  );
  const toggle = h('button', {
    class: 'strip-toggle',
    on: { click: () => strip.classList.toggle('open') },
  });
  const label = (): void => {
    toggle.replaceChildren(
      h('b', { text: settings().person || '演示' }),
      h('span', { text: '演示工具' }),
    );
  };
  strip.append(toggle, cards);
  label();
  document.addEventListener('strip:person', label);
  device.open();
}

function element<T extends HTMLElement>(kind: new () => T, selector: string): T {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`${selector} is missing`);
  return found;
}
