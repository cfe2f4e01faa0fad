/**
 * Where in an area its name has most room: the point farthest from any border, found on ever finer
 * grids. Centres of gravity lie on borders and outside of crescents.
 */
import type { Ring } from "./simplify-rings.ts";

export interface LabelPlace {
  readonly x: number;
  readonly y: number;
  /** Half the width of a text that fits there. */
  readonly room: number;
}

/** A text is wider than it is high: distances up and down count for more. */
const stretch = 1.6;
/** A little room is given up to stand nearer to the middle. */
const toTheMiddle = 0.05;
const cells = 16;
const rounds = 4;

/** The place inside the largest part of the area, in whole units; 0, 0 without any ring. */
export function labelPlace(rings: readonly Ring[]): LabelPlace {
  if (rings.length === 0) return { x: 0, y: 0, room: 0 };
  const flat = rings.map((ring) => ring.map(([x, y]) => [x, y * stretch] as const));
  const largest = flat.reduce((most, ring) => (size(ring) > size(most) ? ring : most));
  const xs = largest.map(([x]) => x);
  const ys = largest.map(([, y]) => y);
  let [left, top] = [Math.min(...xs), Math.min(...ys)];
  let [width, height] = [Math.max(...xs) - left, Math.max(...ys) - top];
  const [middleX, middleY] = [left + width / 2, top + height / 2];
  let best = { x: largest[0]![0], y: largest[0]![1], room: 0, score: Number.NEGATIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    for (let row = 0; row <= cells; row++)
      for (let column = 0; column <= cells; column++) {
        const x = left + (width * column) / cells;
        const y = top + (height * row) / cells;
        const room = roomAt(x, y, flat);
        const score = room - toTheMiddle * Math.hypot(x - middleX, y - middleY);
        if (room > 0 && score > best.score) best = { x, y, room, score };
      }
    [width, height] = [(width * 3) / cells, (height * 3) / cells];
    [left, top] = [best.x - width / 2, best.y - height / 2];
  }
  return {
    x: Math.round(best.x),
    y: Math.round(best.y / stretch),
    room: Math.floor(best.room),
  };
}

function size(ring: Ring): number {
  return Math.abs(
    ring.reduce((sum, [x, y], at) => {
      const [nextX, nextY] = ring[(at + 1) % ring.length]!;
      return sum + x * nextY - nextX * y;
    }, 0),
  );
}

/** The distance to the nearest border; 0 outside, where an odd number of borders lies to the right. */
function roomAt(x: number, y: number, rings: readonly Ring[]): number {
  let inside = false;
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings)
    for (const [at, [x1, y1]] of ring.entries()) {
      const [x2, y2] = ring[(at + 1) % ring.length]!;
      if (y1 > y !== y2 > y && x < x1 + ((x2 - x1) * (y - y1)) / (y2 - y1)) inside = !inside;
      const [dx, dy] = [x2 - x1, y2 - y1];
      const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1);
      const at1 = Math.max(0, Math.min(1, along));
      nearest = Math.min(nearest, Math.hypot(x - x1 - at1 * dx, y - y1 - at1 * dy));
    }
  return inside ? nearest : 0;
}
