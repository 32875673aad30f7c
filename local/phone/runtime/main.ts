/** Starts the app in this page. */
import './css/base.css';
import './css/screen.css';
import './css/sheets.css';
import './css/builtins.css';
import './css/map.css';
import { meta } from './app';
import { registerBuiltins } from './builtins/all';
import { installClock, syncClock } from './clock';
import { glassEasel } from './engine/easel';
import { installEvents } from './engine/events';
import { installSetDataGuard } from './engine/guard';
import { installMouse } from './engine/mouse';
import { addStyle } from './engine/styles';
import { installConstructors, requireModule } from './engine/units';
import { wxsHooks } from './engine/wxs';
import { installHandle, onChange } from './handle';
import { liveReload } from './live';
import { installBars } from './pages/bar';
import { extendCallers } from './pages/callers';
import { life } from './pages/page';
import { open, parseUrl } from './pages/router';
import { stack, top } from './pages/stack';
import { describe, problem, watchPage } from './problems';
import { changeSettings, settings } from './settings';
import { installScreen, screen } from './ui/phone';
import { appError, appHide, appShow, networkStatus, resize } from './wx/events';
import { moved } from './wx/location';
import { launch } from './wx/misc';
import { installWx } from './wx/wx';
import { people } from './world';

type AppDefinition = Record<string, unknown>;

const handle = installHandle();
watchPage();
glassEasel.addGlobalErrorListener((error, where) => {
  problem('error', `${where} ${describe(error)}`.trim());
  appError.emit(describe(error));
});
glassEasel.addGlobalWarningListener((message) => {
  handle.warnings.push(String(message));
  return false;
});
void start();

async function start(): Promise<void> {
  installClock();
  await Promise.all([syncClock(), choosePerson()]);
  window.__phoneWxs = wxsHooks;
  installScreen();
  screen.classList.toggle('ph-v2', meta.app.style === 'v2');
  installEvents();
  installMouse(screen);
  installSetDataGuard();
  installWx();
  registerBuiltins();
  installConstructors();
  extendCallers();
  addStyle('app', '');
  installBars();
  followSettings();
  runApp();
  if (meta.live) liveReload(meta.build);
  handle.ready = true;
}

/** `?openid=` in the address, else who the strip chose, else the first person of the world. */
async function choosePerson(): Promise<void> {
  const asked = new URLSearchParams(location.search).get('openid');
  if (asked) changeSettings({ openid: asked, person: '' });
  if (settings().openid !== '') return;
  const [first] = await people();
  changeSettings({ openid: first?.openid ?? 'o-visitor', person: first?.label ?? '' });
}

function runApp(): void {
  let app: AppDefinition = {};
  Object.assign(window, {
    global: window,
    App: (definition: AppDefinition) => (app = definition),
    getApp: () => app,
    getCurrentPages: () => stack.map((page) => page.caller),
  });
  if (meta.appEntry !== '') requireModule(meta.appEntry);
  const asked = location.hash.startsWith('#/') ? location.hash.slice(2) : '';
  const known = meta.pages.includes(asked.split('?')[0] ?? '');
  const first = parseUrl(`/${known ? asked : (meta.app.entryPagePath ?? meta.pages[0] ?? '')}`);
  Object.assign(launch, { path: first.path, query: first.query });
  const call = (name: string): void => {
    const method = app[name];
    if (typeof method === 'function') method.call(app, launch);
  };
  call('onLaunch');
  call('onShow');
  open(first);
  document.addEventListener('visibilitychange', () => {
    call(document.hidden ? 'onHide' : 'onShow');
    (document.hidden ? appHide : appShow).emit(launch);
  });
}

/** What the strip changes while the app runs. */
function followSettings(): void {
  onChange(({ position, online }) => {
    if (position !== undefined) moved(position);
    if (online !== undefined) {
      networkStatus.emit({ isConnected: online, networkType: online ? 'wifi' : 'none' });
    }
  });
  addEventListener('focus', () => void syncClock());
  addEventListener('resize', () => {
    const size = { windowWidth: innerWidth, windowHeight: innerHeight };
    resize.emit({ size });
    const page = top();
    if (page) life(page, 'onResize', { size });
  });
}
