/** `createInnerAudioContext`: a file is played, and without one a short beep is made. */
import { assetUrl } from '../app';

type Listener = () => void;

export function createInnerAudioContext() {
  const audio = new Audio();
  const on = (type: string) => (listener: Listener) => audio.addEventListener(type, listener);
  const context = {
    src: '',
    startTime: 0,
    autoplay: false,
    obeyMuteSwitch: true,
    get loop() {
      return audio.loop;
    },
    set loop(on: boolean) {
      audio.loop = on;
    },
    get volume() {
      return audio.volume;
    },
    set volume(value: number) {
      audio.volume = value;
    },
    get paused() {
      return audio.paused;
    },
    get currentTime() {
      return audio.currentTime;
    },
    get duration() {
      return audio.duration || 0;
    },
    play() {
      if (context.src === '') return beep();
      audio.src = assetUrl(context.src, '');
      // The browser wants a gesture first; a phone does not, so this is no fault of the page.
      audio.play().catch(() => {});
    },
    pause: () => audio.pause(),
    stop() {
      audio.pause();
      audio.currentTime = 0;
    },
    seek: (seconds: number) => void (audio.currentTime = seconds),
    destroy: () => audio.pause(),
    onPlay: on('play'),
    onPause: on('pause'),
    onStop: on('pause'),
    onEnded: on('ended'),
    onError: on('error'),
    onCanplay: on('canplay'),
    onTimeUpdate: on('timeupdate'),
    offPlay() {},
    offPause() {},
    offStop() {},
    offEnded() {},
    offError() {},
  };
  return context;
}

function beep(): void {
  const context = new AudioContext();
  const [tone, gain] = [context.createOscillator(), context.createGain()];
  gain.gain.value = 0.08;
  tone.frequency.value = 880;
  tone.connect(gain).connect(context.destination);
  tone.start();
  tone.stop(context.currentTime + 0.15);
}
