import {
  backdrop,
  below,
  between,
  blur,
  clouds,
  disc,
  fir,
  group,
  gull,
  H,
  halo,
  heightAt,
  ink,
  linear,
  type Point,
  paper,
  path,
  poly,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  slate,
  W,
} from "./kit.ts";

/** A mountain chain with sharp summits, lit from the right. */
function range(random: Random, base: number, summits: readonly Point[], dark: string, light: string): string {
  return summits
    .map(([x, y]) => {
      const half = (base - y) * between(random, 1.0, 1.25);
      const crest = Array.from(
        { length: 12 },
        (_, index): Point => [
          x + between(random, -16, 16) * (index / 11) + (index % 2) * 12,
          y + (base - y) * (index / 11),
        ],
      );
      const flank = (side: -1 | 1): Point[] =>
        Array.from({ length: 16 }, (_, index) => {
          const t = index / 15;
          return [
            x + side * half * t,
            y + (base - y) * t ** 0.86 + between(random, -9, 9) * Math.min(1, t * 4),
          ];
        });
      return (
        poly([...flank(-1).reverse(), ...flank(1)], dark) + poly([...crest.reverse(), ...flank(1)], light)
      );
    })
    .join("");
}

function draw(random: Random): string {
  const defs =
    linear("sky", [
      [0, "#3f6274"],
      [0.5, "#a3b5b4"],
      [0.9, "#f0d8b0"],
    ]) +
    linear("mist", [
      [0, "#e9dcc2", 0],
      [0.6, "#e9dcc2", 0.75],
      [1, "#e9dcc2", 0.1],
    ]) +
    `<linearGradient id="cold" gradientUnits="userSpaceOnUse" x1="0" y1="180" x2="0" y2="560"><stop offset="0" stop-color="#bccace"/><stop offset="0.4" stop-color="#8fa7ae"/><stop offset="1" stop-color="#86a0a6"/></linearGradient>` +
    `<linearGradient id="lit" gradientUnits="userSpaceOnUse" x1="0" y1="180" x2="0" y2="560"><stop offset="0" stop-color="#fdf3de"/><stop offset="0.4" stop-color="#d9d5c6"/><stop offset="1" stop-color="#9fb2b2"/></linearGradient>` +
    linear("stone", [
      [0, "#cdbb9e"],
      [1, "#86877f"],
    ]) +
    halo("sun", "#fff1d0", 0.9) +
    blur("soft", 26, 12) +
    blur("fog", 34, 14);
  const far = range(
    random,
    640,
    [
      [90, 300],
      [330, 220],
      [640, 330],
      [1500, 260],
      [930, 270],
      [1240, 180],
    ],
    "url(#cold)",
    "url(#lit)",
  );
  const middle = range(
    random,
    720,
    [
      [-20, 430],
      [1640, 400],
    ],
    "#6c8891",
    "#86a0a4",
  );
  const near = ridge(random, { y: 600, height: 80, roughness: 0.52 });
  const deck = 560;
  const arches = 9;
  const span = 98;
  const start = 380;
  const viaduct = repeat(arches, (index) => {
    const x = start + index * span;
    const depth = 240 + 150 * Math.sin(((index + 0.5) / arches) * Math.PI);
    const opening = `M${x + 15} ${deck + depth}V${deck + 66}A${span / 2 - 15} ${span / 2 - 15} 0 0 1 ${x + span - 15} ${deck + 66}V${deck + depth}Z`;
    return (
      path(
        `M${x} ${deck}H${x + span}V${deck + depth}H${x}Z${opening}`,
        "url(#stone)",
        'fill-rule="evenodd"',
      ) + rect(x + span - 15, deck + 40, 6, depth - 40, "#6c7273", 'opacity="0.5"')
    );
  });
  const rail = rect(-10, deck - 12, W + 20, 14, "#b5a78e") + rect(-10, deck + 1, W + 20, 4, "#6c6a63");
  const coach = (x: number, front: boolean): string =>
    path(
      front
        ? `M${x} ${deck - 58}H${x + 118}Q${x + 146} ${deck - 52} ${x + 152} ${deck - 16}H${x}Z`
        : `M${x} ${deck - 58}H${x + 146}V${deck - 16}H${x}Z`,
      "#a8432f",
    ) +
    rect(x, deck - 62, front ? 118 : 146, 6, "#4f2a27") +
    rect(x, deck - 26, 148, 4, "#e9d5b0") +
    repeat(front ? 5 : 6, (index) => rect(x + 10 + index * 23, deck - 50, 16, 15, "#ffe6ac")) +
    repeat(3, (index) => disc(x + 26 + index * 48, deck - 14, 7, ink));
  const train =
    coach(640, false) + coach(790, false) + coach(940, true) + disc(1091, deck - 24, 4, "#fff3cf");
  const slope = (side: "left" | "right"): Point[] => {
    const points: Point[] = Array.from({ length: 40 }, (_, index) => {
      const t = index / 39;
      return [t * 600, deck - 6 + t ** 1.5 * 430 - Math.sin(t * 9) * 14 + random() * 16 - (1 - t) * 60];
    });
    return side === "left" ? points : points.map(([x, y]): Point => [W - x * 0.86, y]);
  };
  const left = slope("left");
  const right = slope("right");
  const woods = (points: readonly Point[], fill: string, size: number): string =>
    points
      .map(([x, y]) =>
        fir(random, x + between(random, -10, 10), y + 40, size * between(random, 0.6, 1.2), fill),
      )
      .join("");
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)") +
    disc(1180, 250, 380, "url(#sun)") +
    group(clouds(random, { top: 60, bottom: 220 }, paper, 7), 'filter="url(#soft)" opacity="0.6"') +
    far +
    backdrop("url(#mist)", 340, 700) +
    middle +
    backdrop("url(#mist)", 470, 800) +
    below(near, "#4d6a70") +
    repeat(130, () => {
      const x = between(random, 0, W);
      return fir(random, x, heightAt(near, x) + 14, between(random, 26, 52), "#46626a");
    }) +
    backdrop("url(#mist)", 560, 960) +
    viaduct +
    rail +
    train +
    group(clouds(random, { top: 820, bottom: 960 }, "#efe4cd", 12), 'filter="url(#fog)" opacity="0.95"') +
    poly([[-10, H], [-10, deck - 80], ...left, [620, H]], "#30484d") +
    woods(left, "#2a4146", 92) +
    poly([[W + 10, H], [W + 10, deck - 80], ...right, [1060, H]], "#30484d") +
    woods(right, "#2a4146", 92) +
    group(clouds(random, { top: 900, bottom: 980 }, "#efe4cd", 5), 'filter="url(#fog)" opacity="0.7"') +
    repeat(15, () => fir(random, between(random, -20, 330), H + 30, between(random, 190, 330), ink)) +
    repeat(13, () => fir(random, between(random, 1330, 1640), H + 30, between(random, 170, 310), ink)) +
    gull(560, 300, 18, slate) +
    gull(500, 330, 12, slate)
  );
}

export const mountainRailway: Scene = { seed: 83, draw };
