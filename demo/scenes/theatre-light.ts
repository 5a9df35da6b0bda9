import {
  backdrop,
  between,
  blur,
  disc,
  ellipse,
  gold,
  group,
  H,
  halo,
  ink,
  line,
  linear,
  num,
  path,
  poly,
  type Random,
  radial,
  rect,
  repeat,
  type Scene,
  W,
} from "./kit.ts";

/** Hanging folds of a curtain between two edges. */
function curtain(random: Random, from: number, to: number, bottom: number, dim: number): string {
  const folds = 11;
  const width = (to - from) / folds;
  return repeat(folds, (index) => {
    const x = from + index * width;
    const hem = bottom + between(random, -6, 10);
    return (
      path(
        `M${num(x)} -10H${num(x + width + 2)}V${num(hem)}Q${num(x + width / 2)} ${num(hem + 16)} ${num(x)} ${num(hem)}Z`,
        "url(#fold)",
      ) + rect(x, -10, width + 2, hem + 26, "#0b0e14", `opacity="${num(dim * (0.3 + random() * 0.3))}"`)
    );
  });
}

function draw(random: Random): string {
  const floor = 660;
  const defs =
    linear("back", [
      [0, "#0c131c"],
      [0.6, "#182734"],
      [1, "#243744"],
    ]) +
    linear("boards", [
      [0, "#4a3a30"],
      [1, "#1d1a1c"],
    ]) +
    linear(
      "fold",
      [
        [0, "#34141a"],
        [0.42, "#9a4134"],
        [0.6, "#6e2a28"],
        [1, "#2a1016"],
      ],
      "right",
    ) +
    linear("cone", [
      [0, "#fff1cb", 0.95],
      [0.5, "#ffe0a0", 0.42],
      [1, "#ffd384", 0.2],
    ]) +
    linear("foot", [
      [0, "#0a0f16", 0],
      [1, "#0a0f16", 0.7],
    ]) +
    radial("pool", [
      [0, "#fff0c8", 0.95],
      [0.6, "#f4c883", 0.6],
      [1, "#e5a35d", 0],
    ]) +
    halo("lamp", "#ffe9b3", 1) +
    blur("beam", 9) +
    blur("faint", 22) +
    blur("shade", 7, 3);
  const planks = repeat(41, (index) => {
    const x = -1600 + index * 120;
    return line([800 + (x - 800) * 0.42, floor], [x, 900], "#120f12", 2, 'opacity="0.6"');
  });
  const wood = "#2a1d1a";
  const chair =
    rect(744, 590, 9, 170, wood) +
    rect(800, 676, 8, 84, wood) +
    rect(740, 670, 72, 10, wood) +
    rect(744, 596, 8, 80, wood) +
    repeat(3, (index) => rect(744, 600 + index * 22, 40, 7, wood)) +
    rect(780, 590, 8, 84, wood);
  const table =
    poly(
      [
        [846, 652],
        [1040, 652],
        [1060, 668],
        [832, 668],
      ],
      "#6b4a37",
    ) +
    rect(832, 668, 228, 9, wood) +
    rect(848, 676, 9, 98, wood) +
    rect(1036, 676, 9, 98, wood) +
    rect(880, 640, 64, 13, "#e8d7b5") +
    rect(884, 634, 58, 6, "#c9b48c") +
    path("M980 652V630Q990 624 1000 630V652Z", "#9fb0ac");
  const stand =
    rect(640, 430, 7, 330, wood) +
    path("M612 770L643 744L676 770", "none", `stroke="${wood}" stroke-width="7"`) +
    line([624, 440], [664, 440], wood, 6) +
    path(
      "M632 440Q604 448 590 476L578 600L596 606L602 560L598 668H690L684 560L692 606L710 600L696 476Q682 448 656 440Q644 452 632 440Z",
      "#4c6470",
    ) +
    path("M644 450L646 668H690L684 560L692 606L710 600L696 476Q682 448 656 440Z", "#33475a") +
    line([644, 452], [645, 668], "#22323f", 2);
  const shadows = group(
    ellipse(810, 776, 110, 12, "#1a1213", 'opacity="0.7"') +
      ellipse(990, 786, 150, 12, "#1a1213", 'opacity="0.7"') +
      ellipse(670, 774, 70, 8, "#1a1213", 'opacity="0.7"'),
    'filter="url(#shade)"',
  );
  const motes = repeat(170, () => {
    const t = between(random, 0.12, 0.95);
    const x = 470 + t * 370 + between(random, -1, 1) * t * 260;
    return disc(
      x,
      60 + t * 680,
      between(random, 0.7, 2.1),
      "#fff3d2",
      `opacity="${num(between(random, 0.2, 0.8))}"`,
    );
  });
  const rows = repeat(3, (row) =>
    repeat(17 - row, (index) => {
      const size = 34 + row * 13;
      const x = -20 + row * 40 + index * (100 + row * 12) + between(random, -12, 12);
      const y = 900 + row * 46 + between(random, -6, 6);
      const fill = ["#2a2526", "#1b1a1f", "#0d1016"][row] ?? ink;
      if (random() < 0.12) return rect(x - size * 1.05, y + size * 0.5, size * 2.1, 200, fill, 'rx="14"');
      return (
        ellipse(x, y - size * 0.2, size * 0.52, size * 0.66, fill) +
        path(
          `M${num(x - size * 1.15)} ${H + 20}Q${num(x - size)} ${num(y + size * 0.4)} ${num(x)} ${num(y + size * 0.36)}Q${num(x + size)} ${num(y + size * 0.4)} ${num(x + size * 1.15)} ${H + 20}Z`,
          fill,
        )
      );
    }),
  );
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#back)", 0, floor) +
    repeat(9, (index) => rect(330 + index * 112, 0, 3, floor, "#2b4150", 'opacity="0.35"')) +
    backdrop("url(#boards)", floor, H) +
    planks +
    group(
      poly(
        [
          [420, -20],
          [500, -20],
          [1270, 800],
          [470, 800],
        ],
        "url(#cone)",
        'opacity="0.35"',
      ),
      'filter="url(#faint)"',
    ) +
    ellipse(860, 770, 440, 92, "url(#pool)", 'opacity="0.85"') +
    group(
      poly(
        [
          [446, 0],
          [486, 0],
          [1180, 780],
          [540, 780],
        ],
        "url(#cone)",
        'opacity="0.55"',
      ),
      'filter="url(#beam)"',
    ) +
    shadows +
    stand +
    chair +
    table +
    motes +
    curtain(random, -30, 330, 800, 0.5) +
    curtain(random, 1270, 1630, 800, 0.9) +
    repeat(
      8,
      (index) =>
        path(
          `M${index * 200 - 10} -10H${index * 200 + 210}V96Q${index * 200 + 100} ${190} ${index * 200 - 10} 96Z`,
          "url(#fold)",
        ) +
        path(
          `M${index * 200 - 10} 90Q${index * 200 + 100} ${184} ${index * 200 + 210} 90V100Q${index * 200 + 100} ${200} ${index * 200 - 10} 100Z`,
          gold,
          'opacity="0.5"',
        ),
    ) +
    disc(466, 20, 130, "url(#lamp)") +
    backdrop("url(#foot)", 800, H) +
    rect(0, 822, W, 12, "#0c1119") +
    rows
  );
}

export const theatreLight: Scene = { seed: 127, draw };
