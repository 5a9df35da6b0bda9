import {
  backdrop,
  below,
  between,
  blur,
  clouds,
  disc,
  ellipse,
  glints,
  group,
  gull,
  H,
  halo,
  heightAt,
  ink,
  line,
  linear,
  navy,
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

/** An old pine leaning into the picture from the left, with flat pads of needles. */
function pine(random: Random): string {
  const pad = (x: number, y: number, width: number): string =>
    repeat(Math.round(width / 5), () => {
      const offset = between(random, -1, 1);
      const px = x + offset * width;
      const py = y - (1 - offset * offset) * width * 0.16 + between(random, -4, 12);
      return repeat(7, (index) => {
        const angle = Math.PI * (1.1 + index * 0.133);
        const reach = between(random, 20, 36);
        const tone = random() > 0.3 ? "#14222a" : "#22383e";
        return line([px, py], [px + Math.cos(angle) * reach, py + Math.sin(angle) * reach * 0.72], tone, 2.4);
      });
    });
  const trunk = `M-40 ${H + 20}C-10 860 60 760 40 620C20 500 -30 420 30 300C70 220 160 190 190 120L206 128C184 214 104 250 78 322C40 420 96 500 110 620C124 760 90 880 110 ${H + 20}Z`;
  const limbs: [string, number][] = [
    ["M60 330Q180 320 300 268T470 262", 15],
    ["M170 170Q230 110 330 112T420 92", 11],
    ["M90 520Q190 500 250 450T372 436", 13],
    ["M40 300Q10 240 -30 230", 12],
  ];
  return (
    path(trunk, ink) +
    limbs.map(([d, width]) => stroke(d, ink, width)).join("") +
    pad(190, 112, 130) +
    pad(380, 92, 110) +
    pad(300, 262, 120) +
    pad(470, 258, 100) +
    pad(60, 200, 120) +
    pad(250, 446, 84) +
    pad(372, 432, 84)
  );
}

function draw(random: Random): string {
  const water = 600;
  const defs =
    linear("sky", [
      [0, "#3a5668"],
      [0.5, "#93a3a3"],
      [0.85, "#ecc79f"],
      [1, "#efae84"],
    ]) +
    linear("bay", [
      [0, "#ebb78f"],
      [0.25, "#a3a09b"],
      [0.6, "#577380"],
      [1, "#263f4f"],
    ]) +
    linear("veil", [
      [0, "#f0cda6", 0],
      [1, "#f0cda6", 0.85],
    ]) +
    halo("lamp", "#ffdc94", 1) +
    blur("soft", 16, 5) +
    blur("wet", 5, 2);
  const far = ridge(random, { y: 490, height: 60, roughness: 0.42 });
  const middle = ridge(random, { y: 545, height: 44, roughness: 0.45 });
  const hill = (x: number): number =>
    596 -
    190 * Math.exp(-(((x - 1190) / 250) ** 2)) -
    70 * Math.exp(-(((x - 1480) / 160) ** 2)) -
    30 * Math.exp(-(((x - 880) / 120) ** 2));
  const slope: Point[] = Array.from({ length: 161 }, (_, index) => [
    680 + index * 6,
    hill(680 + index * 6) - random() * 7,
  ]);
  const roofs = repeat(17, (index) => {
    const x = 900 + index * 30 + between(random, -8, 8);
    const y = water - 4 - between(random, 0, 34);
    return (
      rect(x - 12, y - 14, 24, 14, "#4d5d66") +
      poly(
        [
          [x - 18, y - 12],
          [x, y - 26],
          [x + 18, y - 12],
        ],
        "#2b3c47",
      ) +
      (random() > 0.4 ? rect(x - 4, y - 10, 7, 7, "#ffd68e") : "")
    );
  });
  const steps = stroke(
    "M1128 592L1150 540L1142 500L1172 462L1166 430",
    "#c9b193",
    4,
    'opacity="0.7" stroke-dasharray="5 4"',
  );
  const house =
    rect(1196, 386, 62, 26, "#d9cdb8") +
    poly(
      [
        [1184, 390],
        [1206, 366],
        [1248, 366],
        [1270, 390],
      ],
      "#22323d",
    ) +
    rect(1206, 394, 14, 14, "#ffe2a0") +
    rect(1228, 394, 14, 14, "#ffe2a0");
  const tower =
    poly(
      [
        [1158, 412],
        [1164, 318],
        [1190, 318],
        [1196, 412],
      ],
      "#f4ebdc",
    ) +
    poly(
      [
        [1180, 318],
        [1190, 318],
        [1196, 412],
        [1184, 412],
      ],
      "#b9b3a8",
    ) +
    rect(1158, 312, 38, 7, slate) +
    rect(1166, 292, 22, 20, "#dfe0d6") +
    path("M1162 293Q1177 272 1192 293Z", slate);
  const boat = (x: number, y: number, s: number): string =>
    path(`M${x - 40 * s} ${y - 8 * s}H${x + 44 * s}L${x + 30 * s} ${y + 6 * s}H${x - 34 * s}Z`, ink) +
    rect(x - 16 * s, y - 26 * s, 26 * s, 18 * s, navy) +
    line([x - 2 * s, y - 26 * s], [x - 2 * s, y - 62 * s], ink, 2.4 * s) +
    disc(x - 2 * s, y - 62 * s, 3 * s, "#ffe1a0");
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, water) +
    disc(720, 250, 74, "#fbe9cb", 'opacity="0.92"') +
    group(clouds(random, { top: 250, bottom: 420 }, "#f3d4b2", 8), 'filter="url(#soft)" opacity="0.55"') +
    below(far, "#9a9f9f", water) +
    backdrop("url(#veil)", 420, water) +
    below(middle, "#7d8b90", water) +
    backdrop("url(#veil)", 500, water) +
    backdrop("url(#bay)", water, H) +
    poly([[660, water + 2], ...slope, [W + 40, water + 2]], "#3c525c") +
    repeat(150, () => {
      const x = between(random, 800, W);
      const y = between(
        random,
        heightAt(
          slope.map(([px, py]): Point => [px, py]),
          ((x - 680) / 960) * W,
        ) + 6,
        water,
      );
      return ellipse(
        x,
        y,
        between(random, 6, 16),
        between(random, 4, 9),
        random() > 0.5 ? "#334853" : "#465c62",
        'opacity="0.7"',
      );
    }) +
    steps +
    tower +
    house +
    roofs +
    disc(1214, 400, 120, "url(#lamp)") +
    group(
      below(
        slope.filter((_, index) => index % 4 === 0).map(([x, y]): Point => [x, water + (water - y) * 0.7]),
        navy,
        water,
        'opacity="0.4"',
      ) +
        rect(1168, water + 90, 20, 90, paper, 'opacity="0.35"') +
        repeat(9, () =>
          rect(
            between(random, 900, 1400),
            water + 6,
            6,
            between(random, 40, 110),
            "#ffd68e",
            'opacity="0.5"',
          ),
        ),
      'filter="url(#wet)"',
    ) +
    glints(random, { top: water + 4, bottom: H, colour: "#fbe6c6", count: 130, x: 720, spread: 90 }) +
    glints(random, { top: water + 8, bottom: H, colour: "#d3c5b4", count: 110 }) +
    boat(560, 742, 1.25) +
    boat(830, 668, 0.7) +
    line([480, 760], [640, 760], "#e9d3b4", 1.5, 'opacity="0.5"') +
    pine(random) +
    gull(980, 300, 15, slate) +
    gull(930, 330, 11, slate)
  );
}

export const islandBay: Scene = { seed: 53, draw };
