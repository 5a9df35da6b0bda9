/** Small helpers for composing layered SVG scenes. All randomness comes from a seeded generator. */

export const W = 1600;
export const H = 1000;

export type Random = () => number;
export type Point = readonly [x: number, y: number];
export type Stop = readonly [offset: number, colour: string, opacity?: number];
export type Scene = { seed: number; draw: (random: Random) => string };

/** The palette shared by every picture. */
export const ink = "#131d29";
export const navy = "#1c2d3d";
export const slate = "#2f4858";
export const teal = "#4f7380";
export const mist = "#a8bbbd";
export const paper = "#f3e9d8";
export const sand = "#e8cda3";
export const gold = "#dcb067";
export const apricot = "#e5a36f";
export const ember = "#c9673f";
export const brick = "#83382d";
export const moss = "#56664c";

/** Mulberry32: a tiny deterministic generator of numbers in [0, 1). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export const between = (random: Random, from: number, to: number): number => from + (to - from) * random();

export const num = (value: number): string => String(Math.round(value * 10) / 10);

export function repeat(count: number, make: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => make(index)).join("");
}

function stopTags(stops: readonly Stop[]): string {
  return stops
    .map(
      ([offset, colour, opacity = 1]) =>
        `<stop offset="${offset}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join("");
}

/** A gradient from top to bottom, or from left to right. */
export function linear(id: string, stops: readonly Stop[], direction: "down" | "right" = "down"): string {
  const end = direction === "down" ? 'x2="0" y2="1"' : 'x2="1" y2="0"';
  return `<linearGradient id="${id}" x1="0" y1="0" ${end}>${stopTags(stops)}</linearGradient>`;
}

export function radial(id: string, stops: readonly Stop[]): string {
  return `<radialGradient id="${id}">${stopTags(stops)}</radialGradient>`;
}

/** A glow that fades out without a visible edge; `core` is the opacity at its centre. */
export function halo(id: string, colour: string, core: number): string {
  const fade = Array.from({ length: 9 }, (_, step): Stop => {
    const offset = step / 8;
    return [offset, colour, Math.round(core * (1 - offset) ** 2.4 * 1000) / 1000];
  });
  return radial(id, fade);
}

export function blur(id: string, x: number, y: number = x): string {
  const area = `filterUnits="userSpaceOnUse" x="-200" y="-200" width="${W + 400}" height="${H + 400}"`;
  return `<filter id="${id}" ${area}><feGaussianBlur stdDeviation="${x} ${y}"/></filter>`;
}

export function rect(x: number, y: number, w: number, h: number, fill: string, extra = ""): string {
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" fill="${fill}" ${extra}/>`;
}

export const backdrop = (fill: string, top = 0, bottom = H): string => rect(0, top, W, bottom - top, fill);

export function ellipse(cx: number, cy: number, rx: number, ry: number, fill: string, extra = ""): string {
  return `<ellipse cx="${num(cx)}" cy="${num(cy)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}" ${extra}/>`;
}

export const disc = (cx: number, cy: number, radius: number, fill: string, extra = ""): string =>
  ellipse(cx, cy, radius, radius, fill, extra);

export function poly(points: readonly Point[], fill: string, extra = ""): string {
  return `<polygon points="${points.map(([x, y]) => `${num(x)},${num(y)}`).join(" ")}" fill="${fill}" ${extra}/>`;
}

export function line(from: Point, to: Point, stroke: string, width: number, extra = ""): string {
  const ends = `x1="${num(from[0])}" y1="${num(from[1])}" x2="${num(to[0])}" y2="${num(to[1])}"`;
  return `<line ${ends} stroke="${stroke}" stroke-width="${width}" ${extra}/>`;
}

export const path = (d: string, fill: string, extra = ""): string =>
  `<path d="${d}" fill="${fill}" ${extra}/>`;

export const stroke = (d: string, colour: string, width: number, extra = ""): string =>
  `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-linecap="round" ${extra}/>`;

export const group = (content: string, attributes: string): string => `<g ${attributes}>${content}</g>`;

export const place = (content: string, x: number, y: number, scale = 1): string =>
  group(content, `transform="translate(${num(x)} ${num(y)}) scale(${scale})"`);

export type Ridge = { y: number; height: number; roughness?: number; levels?: number };

/** A horizon of hills by midpoint displacement: `levels` doublings, each rougher by `roughness`. */
export function ridge(random: Random, shape: Ridge): Point[] {
  const { y, height, roughness = 0.5, levels = 8 } = shape;
  let heights = Array.from({ length: 4 }, () => between(random, -1, 1));
  let reach = 0.6;
  for (let level = 0; level < levels - 1; level += 1) {
    heights = heights.flatMap((value, index) => {
      const next = heights[index + 1];
      return next === undefined ? [value] : [value, (value + next) / 2 + between(random, -reach, reach)];
    });
    reach *= roughness;
  }
  return heights.map((value, index) => [(index / (heights.length - 1)) * W, y - value * height]);
}

/** The ridge as a filled silhouette reaching down to `bottom`. */
export function below(points: readonly Point[], fill: string, bottom = H, extra = ""): string {
  return poly([[-5, bottom], ...points, [W + 5, bottom]], fill, extra);
}

/** The height of a ridge at a given x. */
export function heightAt(points: readonly Point[], x: number): number {
  const index = Math.round((x / W) * (points.length - 1));
  return points[Math.max(0, Math.min(points.length - 1, index))]?.[1] ?? 0;
}

export type Glints = {
  top: number;
  bottom: number;
  colour: string;
  count: number;
  x?: number;
  spread?: number;
};

/** Short strokes of light on water, longer and sparser towards the viewer. */
export function glints(random: Random, options: Glints): string {
  const { top, bottom, colour, count, x, spread = 120 } = options;
  return repeat(count, () => {
    const depth = random() ** 1.7;
    const y = top + depth * (bottom - top);
    const width = between(random, 8, 30) + depth * between(random, 20, 110);
    const offset = (random() + random() + random() - 1.5) * spread * (0.5 + depth * 1.3);
    const centre = x === undefined ? between(random, -50, W + 50) : x + offset;
    const opacity = between(random, 0.15, 0.6);
    return ellipse(centre, y, width, 0.8 + depth * 2.6, colour, `opacity="${num(opacity)}"`);
  });
}

/** Long soft banks of cloud; `flat` makes them thinner. */
export function clouds(
  random: Random,
  area: { top: number; bottom: number },
  fill: string,
  count: number,
): string {
  return repeat(count, () => {
    const x = between(random, -100, W + 100);
    const y = between(random, area.top, area.bottom);
    const length = between(random, 120, 420);
    return repeat(7, () =>
      ellipse(
        x + between(random, -length, length),
        y + between(random, -12, 12),
        between(random, 60, length * 0.7),
        between(random, 4, 17),
        fill,
        `opacity="${num(between(random, 0.15, 0.5))}"`,
      ),
    );
  });
}

export function gull(x: number, y: number, size: number, colour: string): string {
  const d = `M${num(x - size)} ${num(y - size * 0.3)}Q${num(x - size * 0.4)} ${num(y - size * 0.5)} ${num(x)} ${num(y)}Q${num(x + size * 0.45)} ${num(y - size * 0.55)} ${num(x + size)} ${num(y - size * 0.2)}`;
  return stroke(d, colour, Math.max(1.4, size * 0.13));
}

/** A conifer standing at its foot point. */
export function fir(random: Random, x: number, foot: number, size: number, fill: string): string {
  const tiers = 6;
  const half: Point[] = Array.from({ length: tiers * 2 }, (_, step) => {
    const tier = Math.floor(step / 2) + 1;
    const reach = (tier / tiers) * size * 0.24 * between(random, 0.85, 1.15);
    return [step % 2 === 0 ? reach : reach * 0.5, -size + (tier / tiers) * size * 0.94];
  });
  const right = half.map(([dx, dy]): Point => [x + dx, foot + dy]);
  const left = half.map(([dx, dy]): Point => [x - dx, foot + dy]).reverse();
  return (
    poly([[x, foot - size], ...right, ...left], fill) + rect(x - 1.5, foot - size * 0.1, 3, size * 0.12, fill)
  );
}

/** A standing person seen from behind, `size` tall, feet at (x, foot). */
export function person(x: number, foot: number, size: number, fill: string): string {
  const u = size / 10;
  const coat = `M${num(x - u)} ${num(foot - 8 * u)}Q${num(x)} ${num(foot - 8.8 * u)} ${num(x + u)} ${num(foot - 8 * u)}L${num(x + 1.4 * u)} ${num(foot - 3 * u)}H${num(x - 1.4 * u)}Z`;
  return (
    disc(x, foot - 9.2 * u, 0.8 * u, fill) +
    path(coat, fill) +
    rect(x - 0.9 * u, foot - 3.2 * u, 0.75 * u, 3.2 * u, fill) +
    rect(x + 0.15 * u, foot - 3.2 * u, 0.75 * u, 3.2 * u, fill)
  );
}
