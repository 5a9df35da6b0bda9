import {
  backdrop,
  below,
  between,
  blur,
  brick,
  clouds,
  disc,
  gold,
  group,
  gull,
  H,
  halo,
  line,
  linear,
  num,
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
  stroke,
  W,
} from "./kit.ts";

/** One ear of wheat with its stalk, leaning by `lean`; foot at (x, foot). */
function ear(random: Random, x: number, foot: number, size: number, fill: string): string {
  const lean = between(random, -0.12, 0.3) * size;
  const tip: Point = [x + lean, foot - size];
  const grains = repeat(9, (index) => {
    const t = index / 9;
    const cx = tip[0] - lean * 0.34 * t;
    const cy = tip[1] + t * size * 0.3;
    const side = index % 2 === 0 ? 1 : -1;
    return (
      `<ellipse cx="${num(cx + side * size * 0.017)}" cy="${num(cy)}" rx="${num(size * 0.017)}" ry="${num(size * 0.042)}" fill="${fill}" transform="rotate(${side * 24} ${num(cx)} ${num(cy)})"/>` +
      line([cx, cy], [cx + side * size * 0.09 + lean * 0.2, cy - size * 0.2], fill, 1, 'opacity="0.6"')
    );
  });
  return (
    stroke(
      `M${num(x)} ${num(foot)}Q${num(x)} ${num(foot - size * 0.6)} ${num(tip[0])} ${num(tip[1])}`,
      fill,
      size * 0.012,
    ) + grains
  );
}

function draw(random: Random): string {
  const horizon = 520;
  const defs =
    linear("sky", [
      [0, "#5b7f8e"],
      [0.55, "#a9bdba"],
      [1, "#f2dcb4"],
    ]) +
    linear("field", [
      [0, "#dcb775"],
      [0.4, "#cfa256"],
      [1, "#8a6432"],
    ]) +
    linear("air", [
      [0, "#f4dfb8", 0],
      [0.5, "#f4dfb8", 0.7],
      [1, "#f4dfb8", 0],
    ]) +
    halo("sun", "#fde7b5", 0.95) +
    blur("soft", 20, 8) +
    blur("grass", 2);
  const centre = 930;
  const strip = (from: number, to: number, fill: string, opacity: number): string =>
    poly(
      [
        [centre + from * 0.1, horizon + 20],
        [centre + to * 0.1, horizon + 20],
        [centre + to * 2.2, H],
        [centre + from * 2.2, H],
      ],
      fill,
      `opacity="${opacity}"`,
    );
  const tones = ["#e7c98c", "#b98a43", "#dcb266", "#a67a3a", "#efd9a6", "#c4974d"];
  const strips = repeat(26, (index) => {
    const from = -1100 + index * 84;
    return strip(from, from + 84, tones[index % tones.length] ?? gold, 0.5);
  });
  const texture = repeat(1500, () => {
    const depth = random() ** 0.8;
    const y = horizon + 26 + depth * depth * 480;
    const x = between(random, -20, W + 20);
    return line(
      [x, y],
      [x + between(random, -3, 5) * depth, y - 5 - depth * 26],
      random() > 0.5 ? "#f3dfae" : "#7d5a2c",
      1 + depth,
      'opacity="0.3"',
    );
  });
  const poplar = (x: number, foot: number, size: number, fill: string): string =>
    path(
      `M${x} ${foot}C${x - size * 0.2} ${foot - size * 0.2} ${x - size * 0.13} ${foot - size * 0.75} ${x} ${foot - size}C${x + size * 0.13} ${foot - size * 0.75} ${x + size * 0.2} ${foot - size * 0.2} ${x} ${foot}Z`,
      fill,
    );
  const farm =
    repeat(7, (index) =>
      poplar(1180 + index * 25, 536, between(random, 92, 136), index % 2 === 0 ? "#4d5f50" : "#5b6c58"),
    ) +
    rect(1050, 500, 92, 36, "#e3d5bb") +
    poly(
      [
        [1040, 504],
        [1062, 466],
        [1130, 466],
        [1152, 504],
      ],
      brick,
    ) +
    rect(1140, 506, 58, 30, "#c9b897") +
    poly(
      [
        [1136, 508],
        [1150, 486],
        [1190, 486],
        [1204, 508],
      ],
      "#6b3a31",
    ) +
    rect(1066, 514, 9, 12, slate) +
    rect(1090, 514, 9, 12, slate) +
    rect(1114, 510, 12, 26, slate);
  const ears = repeat(120, (index) =>
    ear(
      random,
      between(random, -30, W + 30),
      H + 40,
      between(random, 110, 210) + (index / 120) * 90,
      ["#7a5527", "#99702f", "#c2944a", "#e2bd76"][index % 4] ?? gold,
    ),
  );
  const tall = repeat(16, () =>
    ear(
      random,
      between(random, 40, 560),
      H + 40,
      between(random, 300, 470),
      random() > 0.5 ? "#e9c681" : "#6d4a22",
    ),
  );
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon + 30) +
    disc(420, 330, 420, "url(#sun)") +
    disc(420, 330, 46, "#fff6de") +
    group(clouds(random, { top: 90, bottom: 260 }, paper, 9), 'filter="url(#soft)" opacity="0.8"') +
    group(clouds(random, { top: 300, bottom: 430 }, "#e9d2ab", 6), 'filter="url(#soft)" opacity="0.8"') +
    below(ridge(random, { y: 484, height: 26 }), "#9fb0a6", 560) +
    below(ridge(random, { y: 512, height: 14 }), "#8b9a7f", 560) +
    backdrop("url(#field)", horizon + 12, H) +
    strips +
    farm +
    texture +
    backdrop("url(#air)", 470, 640) +
    group(ears, 'filter="url(#grass)"') +
    tall +
    gull(760, 240, 16, slate) +
    gull(820, 214, 11, slate) +
    gull(700, 204, 10, slate)
  );
}

export const wheatFields: Scene = { seed: 71, draw };
