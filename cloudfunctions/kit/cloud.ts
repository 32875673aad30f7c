import type { Platform } from './platform';
export function cloudPlatform(): Platform {
  throw new Error('pending');
}
