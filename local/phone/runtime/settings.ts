/** Who and where this tab is. The strip writes it, the runtime reads it; every tab has its own. */
export interface Position {
  label: string;
  latitude: number;
  longitude: number;
}

export interface Settings {
  openid: string;
  /** Name of the person, for sheets that say who pays. */
  person: string;
  /** `refused` answers like a shopper who denied the permission. */
  position: Position | 'refused';
  online: boolean;
  /** The answer to the next scan, given before it was asked. */
  scan: string | undefined;
}

const KEY = 'phone.settings';

const START: Settings = {
  openid: '',
  person: '',
  position: { label: '人民广场', latitude: 31.2304, longitude: 121.4737 },
  online: true,
  scan: undefined,
};

export function settings(): Settings {
  const saved = sessionStorage.getItem(KEY);
  return saved === null ? START : { ...START, ...JSON.parse(saved) };
}

export function changeSettings(change: Partial<Settings>): void {
  sessionStorage.setItem(KEY, JSON.stringify({ ...settings(), ...change }));
}
