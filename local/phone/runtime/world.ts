/** Who lives in the world and where one may stand, as the server on this origin tells it. */
import { getJson } from './clock';
import type { Position } from './settings';

export interface Person {
  label: string;
  group: string;
  openid: string;
}

type PlaceAnswer = { label: string } & (
  | { lat: number; lng: number }
  | { latitude: number; longitude: number }
);

/** Only people who can hold a phone: web users have no openid. */
export async function people(): Promise<Person[]> {
  const all =
    (await getJson<(Omit<Person, 'openid'> & { openid?: string })[]>('/local/people')) ?? [];
  return all.flatMap(({ openid, ...rest }) => (openid ? [{ ...rest, openid }] : []));
}

/** Titles of subscribe-message templates by id. */
export const templates = async (): Promise<Record<string, string>> =>
  (await getJson<Record<string, string>>('/local/templates')) ?? {};

export async function places(): Promise<Position[]> {
  const all = (await getJson<PlaceAnswer[]>('/local/places')) ?? [];
  return all.map((place) =>
    'lat' in place
      ? { label: place.label, latitude: place.lat, longitude: place.lng }
      : { label: place.label, latitude: place.latitude, longitude: place.longitude },
  );
}
