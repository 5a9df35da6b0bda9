import {
  backdrop,
  between,
  blur,
  disc,
  ellipse,
  group,
  H,
  halo,
  line,
  linear,
  navy,
  num,
  type Point,
  paper,
  path,
  person,
  poly,
  type Random,
  rect,
  repeat,
  type Scene,
  W,
} from "./kit.ts";

type House = { x: number; width: number; top: number; fill: string; lit: number };

function facade(random: Random, house: House, ground: number): string {
  const columns = Math.floor(house.width / 38);
  const rows = Math.floor((ground - house.top - 90) / 54);
  const step = house.width / columns;
  const gable = poly(
    [
      [house.x - 4, house.top],
      [house.x + house.width * 0.2, house.top - 44],
      [house.x + house.width * 0.8, house.top - 44],
      [house.x + house.width + 4, house.top],
    ],
    "#0f1924",
  );
  const windows = repeat(rows * columns, (index) => {
    const x = house.x + (index % columns) * step + step * 0.26;
    const y = house.top + 26 + Math.floor(index / columns) * 54;
    const lit = random() < house.lit;
    const fill = lit ? (["#ffd48c", "#f6b56c", "#ffe3ae"][Math.floor(random() * 3)] ?? paper) : "#243747";
    return (
      rect(x, y, step * 0.46, 30, fill, `opacity="${lit ? num(between(random, 0.6, 1)) : 0.7}"`) +
      (lit ? rect(x + step * 0.21, y, 2, 30, house.fill) : "")
    );
  });
  return gable + rect(house.x, house.top, house.width, ground - house.top, house.fill) + windows;
}

/** A tram seen obliquely from the front. */
function tram(x: number, foot: number): string {
  return (
    poly(
      [
        [x - 260, foot - 196],
        [x, foot - 250],
        [x, foot - 6],
        [x - 260, foot - 54],
      ],
      "#7b3129",
    ) +
    poly(
      [
        [x - 252, foot - 176],
        [x - 10, foot - 222],
        [x - 10, foot - 124],
        [x - 252, foot - 116],
      ],
      "#ffdfa2",
    ) +
    repeat(5, (index) => rect(x - 208 + index * 46, foot - 214 + index * -1.4, 6, 104, "#6a2b26")) +
    repeat(
      4,
      (index) =>
        disc(x - 222 + index * 52, foot - 136, 9 + index, "#5e3f35") +
        rect(x - 233 + index * 52, foot - 130, 22 + index, 22, "#5e3f35"),
    ) +
    path(
      `M${x} ${foot - 250}Q${x + 74} ${foot - 262} ${x + 148} ${foot - 250}L${x + 154} ${foot - 8}H${x - 2}Z`,
      "#9d4230",
    ) +
    path(`M${x + 12} ${foot - 214}H${x + 138}L${x + 140} ${foot - 112}H${x + 10}Z`, "#ffe9bb") +
    rect(x + 72, foot - 214, 4, 102, "#7b3129") +
    disc(x + 44, foot - 150, 11, "#3c3431") +
    rect(x + 30, foot - 140, 28, 28, "#3c3431") +
    rect(x + 46, foot - 246, 58, 22, "#17222d") +
    rect(x + 54, foot - 241, 42, 12, "#ffc873") +
    rect(x, foot - 96, 152, 6, "#e8cfa4") +
    disc(x + 30, foot - 58, 13, "#fff5d8") +
    disc(x + 124, foot - 58, 13, "#fff5d8") +
    rect(x + 4, foot - 24, 146, 18, "#182430") +
    line([x + 30, foot - 252], [x - 40, foot - 330], "#0f1924", 4) +
    line([x - 60, foot - 330], [x + 10, foot - 332], "#0f1924", 4)
  );
}

function umbrella(x: number, foot: number, size: number, fill: string): string {
  const u = size / 10;
  return (
    person(x, foot, size * 0.84, "#0e1721") +
    line([x + u, foot - 4.4 * u], [x + u * 0.6, foot - 10 * u], "#0e1721", 2.4) +
    path(
      `M${num(x - 3.6 * u)} ${num(foot - 8.6 * u)}Q${num(x + 0.4 * u)} ${num(foot - 13.4 * u)} ${num(x + 4.6 * u)} ${num(foot - 8.6 * u)}Q${num(x + 2.6 * u)} ${num(foot - 9.4 * u)} ${num(x + 0.5 * u)} ${num(foot - 8.7 * u)}Q${num(x - 1.6 * u)} ${num(foot - 9.4 * u)} ${num(x - 3.6 * u)} ${num(foot - 8.6 * u)}Z`,
      fill,
    )
  );
}

function draw(random: Random): string {
  const ground = 690;
  const defs =
    linear("sky", [
      [0, "#13202d"],
      [0.7, "#2c4555"],
      [1, "#6d6d6c"],
    ]) +
    linear("street", [
      [0, "#3a4c58"],
      [0.3, "#21323f"],
      [1, "#0d1620"],
    ]) +
    halo("lamp", "#ffd48a", 1) +
    halo("air", "#e6b47c", 0.55) +
    blur("wet", 5, 20) +
    blur("far", 3) +
    blur("beam", 12);
  const skyline =
    repeat(24, (index) => rect(index * 70 - 20, between(random, 330, 480), 74, 400, "#2a4050")) +
    poly(
      [
        [700, 470],
        [728, 210],
        [756, 470],
      ],
      "#2a4050",
    ) +
    rect(716, 320, 24, 200, "#2a4050");
  const left: House[] = [
    [-20, 190, 180],
    [170, 160, 250],
    [330, 130, 330],
    [460, 100, 392],
  ].map(([x = 0, width = 0, top = 0], index) => ({
    x,
    width,
    top,
    fill: ["#14212d", "#1a2a37", "#203341", "#273c4a"][index] ?? navy,
    lit: 0.42,
  }));
  const right: House[] = [
    [1440, 190, 150],
    [1290, 150, 232],
    [1150, 140, 318],
    [1040, 110, 384],
  ].map(([x = 0, width = 0, top = 0], index) => ({
    x,
    width,
    top,
    fill: ["#14212d", "#1a2a37", "#203341", "#273c4a"][index] ?? navy,
    lit: 0.4,
  }));
  const lamps: Point[] = [
    [420, 430],
    [560, 500],
    [640, 540],
    [1180, 430],
    [1040, 500],
    [965, 540],
  ];
  const posts = lamps
    .map(
      ([x, y]) =>
        rect(x - 2, y, 4, ground - y + (y < 450 ? 90 : y < 520 ? 40 : 14), "#0f1924") +
        disc(x, y, 12 + (540 - y) * 0.06, "#fff2cd"),
    )
    .join("");
  const halos = lamps.map(([x, y]) => disc(x, y, 70 + (560 - y) * 0.9, "url(#lamp)")).join("");
  const reflections =
    lamps
      .map(([x, y]) =>
        rect(x - 14, ground + (540 - y) * 0.9 + 24, 26, 150 + (540 - y), "#ffd28a", 'opacity="0.6"'),
      )
      .join("") +
    rect(640, 840, 190, 130, "#ffd594", 'opacity="0.55"') +
    rect(822, 850, 132, 140, "#ffe2ae", 'opacity="0.6"') +
    rect(842, 840, 26, 170, "#fff3d0", 'opacity="0.8"') +
    rect(930, 840, 26, 170, "#fff3d0", 'opacity="0.8"') +
    repeat(24, () =>
      rect(
        between(random, 0, W),
        between(random, 720, 840),
        between(random, 6, 22),
        between(random, 50, 150),
        random() > 0.5 ? "#f2b46c" : "#5d8390",
        'opacity="0.35"',
      ),
    );
  const rain = repeat(420, () => {
    const x = between(random, -40, W);
    const y = between(random, -40, H);
    const size = between(random, 18, 62);
    return line(
      [x, y],
      [x - size * 0.16, y + size],
      "#c9d6d6",
      between(random, 0.6, 1.7),
      `opacity="${num(between(random, 0.1, 0.4))}"`,
    );
  });
  const rings = repeat(80, () => {
    const y = between(random, 760, H);
    return `<ellipse cx="${num(between(random, 0, W))}" cy="${num(y)}" rx="${num((y - 690) * 0.06)}" ry="${num((y - 690) * 0.016)}" fill="none" stroke="#d8c7a6" stroke-width="1.2" opacity="0.35"/>`;
  });
  const rails = [-46, 40]
    .map((offset) =>
      line([800 + offset * 0.3, ground], [880 + offset * 4.4, H], "#9aa7a6", 3, 'opacity="0.6"'),
    )
    .join("");
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, ground + 20) +
    group(skyline, 'filter="url(#far)"') +
    ellipse(800, 640, 420, 260, "url(#air)") +
    [...left]
      .reverse()
      .map((house) => facade(random, house, ground + 40))
      .join("") +
    [...right]
      .reverse()
      .map((house) => facade(random, house, ground + 40))
      .join("") +
    backdrop("url(#street)", ground, H) +
    ellipse(800, ground + 10, 360, 60, "url(#air)") +
    poly(
      [
        [-10, ground + 30],
        [560, ground],
        [500, ground + 40],
        [-10, 850],
      ],
      "#17242f",
    ) +
    poly(
      [
        [W + 10, ground + 30],
        [1040, ground],
        [1100, ground + 40],
        [W + 10, 850],
      ],
      "#17242f",
    ) +
    group(reflections, 'filter="url(#wet)"') +
    rails +
    rings +
    line([0, 300], [800, 560], "#0f1924", 1.5) +
    line([W, 260], [800, 560], "#0f1924", 1.5) +
    posts +
    halos +
    tram(820, 850) +
    group(disc(850, 792, 70, "url(#lamp)") + disc(944, 792, 70, "url(#lamp)"), 'opacity="0.8"') +
    umbrella(330, 862, 150, "#0e1721") +
    umbrella(1230, 842, 128, "#b4512f") +
    umbrella(1296, 846, 122, "#16232f") +
    umbrella(540, 762, 66, "#131f2a") +
    rain
  );
}

export const rainCity: Scene = { seed: 113, draw };
