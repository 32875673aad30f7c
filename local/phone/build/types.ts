/** What goes into a phone build, and what comes out. */
export interface PhoneOptions {
  /** Folder with `project.config.json`; its `miniprogramRoot` names the source. */
  projectDir?: string;
  /** The source itself; goes before `projectDir`. */
  miniprogramRoot?: string;
  /** Where the static files go. */
  outDir: string;
  /** Where compiled pieces are kept between builds. */
  cacheDir: string;
  /** Import prefixes that lead outside the root, such as `{ '#shared/': '/repo/shared' }`. */
  alias?: Readonly<Record<string, string>>;
  /** Makes an open page reload when a later build differs. */
  live?: boolean;
}

/** A fault of the source. An `error` breaks the page on a phone; a `warning` may. */
export interface PhoneProblem {
  level: 'error' | 'warning';
  /** Path inside the mini-program, with `:line` where known. */
  at: string;
  message: string;
}

export interface PhoneBuild {
  problems: PhoneProblem[];
  /** Wall time. */
  ms: number;
  /** Written files, relative to `outDir`. */
  files: string[];
  /** True when nothing had changed and nothing was written. */
  unchanged: boolean;
}

/** Collects the faults of one build. */
export type Report = (level: PhoneProblem['level'], at: string, message: string) => void;

/** The part of app.json that build and runtime read. */
export interface AppConfig {
  pages: string[];
  entryPagePath?: string;
  subPackages?: { root: string; pages: string[] }[];
  subpackages?: { root: string; pages: string[] }[];
  window?: PageConfig;
  tabBar?: TabBarConfig;
  usingComponents?: Record<string, string>;
  resizable?: boolean;
  style?: string;
}

export interface TabBarConfig {
  custom?: boolean;
  color?: string;
  selectedColor?: string;
  backgroundColor?: string;
  borderStyle?: 'black' | 'white';
  list: { pagePath: string; text: string; iconPath?: string; selectedIconPath?: string }[];
}

/** A page's or component's .json, with `usingComponents` resolved to root-absolute paths. */
export interface PageConfig {
  component?: boolean;
  usingComponents?: Record<string, string>;
  componentGenerics?: Record<string, true | { default?: string }>;
  styleIsolation?: string;
  navigationBarTitleText?: string;
  navigationBarBackgroundColor?: string;
  navigationBarTextStyle?: 'black' | 'white';
  navigationStyle?: 'default' | 'custom';
  backgroundColor?: string;
  backgroundTextStyle?: 'dark' | 'light';
  enablePullDownRefresh?: boolean;
  onReachBottomDistance?: number;
  disableScroll?: boolean;
  pureDataPattern?: string;
}

/** A page or component as the runtime finds it. */
export interface UnitMeta {
  config: PageConfig;
  /** Id of its script module. */
  entry: string;
  isPage: boolean;
}

/** Everything about the app that is data. */
export interface AppMeta {
  app: AppConfig;
  appEntry: string;
  pages: string[];
  units: Record<string, UnitMeta>;
  /** Compiled WXSS by unit path; `app` is app.wxss. */
  styles: Record<string, string>;
  live: boolean;
  /** Changes with every build that differs. */
  build: string;
}
