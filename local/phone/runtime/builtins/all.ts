/** Registers every built-in tag with the component engine. */
import { registerBoxes } from './box';
import { registerCanvas } from './canvas';
import { registerFields } from './field';
import { registerForms } from './form';
import { registerImages } from './image';
import { registerMap } from './map';
import { registerMovable } from './movable';
import { registerPageMeta } from './page-meta';
import { registerPicker } from './picker';
import { registerPickerView } from './picker-view';
import { registerRichText } from './rich-text';
import { registerScrollView } from './scroll-view';
import { registerSimple } from './simple';
import { registerSwiper } from './swiper';
import { registerToggles } from './toggle';

export function registerBuiltins(): void {
  registerBoxes();
  registerImages();
  registerFields();
  registerToggles();
  registerForms();
  registerSimple();
  registerRichText();
  registerScrollView();
  registerSwiper();
  registerPicker();
  registerPickerView();
  registerMovable();
  registerCanvas();
  registerMap();
  registerPageMeta();
}
