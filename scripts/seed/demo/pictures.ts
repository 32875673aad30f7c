import { categories, type CategoryId } from './products';

/** One outline a kind of goods, in a 64 × 64 box; drawn in `c` on a tinted ground. */
const shapes: Record<(typeof categories)[number]['shape'], string> = {
  fruit: '<circle cx="32" cy="37" r="17"/><path d="M32 21q1-9 10-10q0 9-10 10" fill="#5a9a4a"/>',
  leaf: '<path d="M14 48C12 24 28 12 52 14C54 38 40 52 18 50Z"/><path d="M16 50L42 24" stroke="#fff" stroke-width="3"/>',
  carton:
    '<path d="M18 24L25 12H41L47 24V54H18Z"/><path d="M18 24H47M33 24V54" stroke="#fff" stroke-width="3"/>',
  loaf: '<path d="M10 34Q10 20 32 20T54 34Q54 38 51 39V50H13V39Q10 38 10 34Z"/><path d="M24 24L22 32M34 23L32 31M44 25L42 33" stroke="#fff" stroke-width="3"/>',
  bowl: '<path d="M10 32H54Q53 50 40 54H24Q11 50 10 32Z"/><path d="M24 26q-4-5 0-10M34 26q-4-5 0-10M44 26q-4-5 0-10" stroke="{c}" stroke-width="3" fill="none"/>',
  box: '<path d="M12 22L32 12L52 22V46L32 56L12 46Z"/><path d="M12 22L32 32L52 22M32 32V56" stroke="#fff" stroke-width="3" fill="none"/>',
  bottle:
    '<path d="M28 8H36V18Q43 23 43 31V56H21V31Q21 23 28 18Z"/><rect x="21" y="33" width="22" height="13" fill="#fff" opacity=".8"/>',
  bag: '<path d="M17 14H47L50 20V52L47 56H17L14 52V20Z"/><path d="M14 20H50M14 50H50" stroke="#fff" stroke-width="3"/><circle cx="32" cy="35" r="8" fill="#fff" opacity=".8"/>',
  jar: '<rect x="21" y="10" width="22" height="8" rx="2"/><path d="M19 20H45Q50 26 50 32V52Q50 56 46 56H18Q14 56 14 52V32Q14 26 19 20Z"/><rect x="14" y="32" width="36" height="14" fill="#fff" opacity=".8"/>',
  roll: '<path d="M14 20H40V54H14Z"/><ellipse cx="40" cy="37" rx="11" ry="17"/><ellipse cx="40" cy="37" rx="4" ry="6" fill="#fff"/>',
  tube: '<path d="M20 10H44L40 46H24Z"/><rect x="25" y="48" width="14" height="8" rx="2"/><path d="M26 24H38" stroke="#fff" stroke-width="3"/>',
  heart:
    '<path d="M32 54C12 40 10 28 14 21C19 13 29 14 32 23C35 14 45 13 50 21C54 28 52 40 32 54Z"/>',
};

/** A small picture as a data address: the demo needs no image files and no network. */
export function picture(categoryId: CategoryId, n: number): string {
  const category = categories.find((c) => c.id === categoryId) ?? categories[0];
  const hue = (category.hue + ((n * 37) % 50) - 25 + 360) % 360;
  const colour = `hsl(${hue} 52% 52%)`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 60% 95%)"/><g transform="translate(16 16)" fill="${colour}" stroke-linecap="round" stroke-linejoin="round">${shapes[category.shape].replaceAll('{c}', colour)}</g></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}

/** Shop front, tinted by its number. */
export function shopPicture(n: number): string {
  const hue = (n * 47) % 360;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 45% 94%)"/><path d="M18 44H78V78H18Z" fill="#fff"/><path d="M14 26H82L88 44H8Z" fill="hsl(${hue} 50% 55%)"/><path d="M24 44V26M40 44V26M56 44V26M72 44V26" stroke="#fff" stroke-width="6" opacity=".55"/><rect x="26" y="52" width="20" height="26" fill="hsl(${hue} 40% 80%)"/><rect x="54" y="52" width="18" height="14" fill="hsl(${hue} 40% 86%)"/></svg>`;
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
}
