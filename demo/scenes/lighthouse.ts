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
  ink,
  linear,
  mist,
  navy,
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

function draw(random: Random): string {
  const horizon = 610;
  const lamp = { x: 1108, y: 262 };
  const defs =
    linear("sky", [
      [0, "#182a3b"],
      [0.5, "#3d6072"],
      [0.82, "#9aa9a4"],
      [1, "#e0b894"],
    ]) +
    linear("sea", [
      [0, "#a9a497"],
      [0.2, "#587480"],
      [1, "#16293a"],
    ]) +
    linear(
      "tower",
      [
        [0, "#f5ecdc"],
        [0.45, "#ddd2c0"],
        [1, "#6f7a80"],
      ],
      "right",
    ) +
    linear(
      "band",
      [
        [0, "#b4513a"],
        [0.5, "#9a4534"],
        [1, "#512c2b"],
      ],
      "right",
    ) +
    linear(
      "beamLeft",
      [
        [0, "#fff0c4", 0],
        [1, "#fff0c4", 0.75],
      ],
      "right",
    ) +
    linear(
      "beamRight",
      [
        [0, "#fff0c4", 0.6],
        [1, "#fff0c4", 0],
      ],
      "right",
    ) +
    halo("glow", "#ffe4a0", 1) +
    linear("fog", [
      [0, "#c9cdc4", 0],
      [0.5, "#c9cdc4", 0.55],
      [1, "#c9cdc4", 0],
    ]) +
    blur("soft", 22, 8) +
    blur("beam", 7) +
    blur("spray", 3, 2);
  /** Rock rising from the waterline at `from` to a plateau that runs out of the picture. */
  const rock = (from: Point, edge: Point, fill: string): string => {
    const climb: Point[] = Array.from({ length: 14 }, (_, index) => {
      const t = index / 13;
      const jag = index % 2 === 0 ? -9 : 12;
      return [
        from[0] + (edge[0] - from[0]) * t ** 0.8 + jag,
        from[1] + (edge[1] - from[1]) * t + between(random, -8, 8),
      ];
    });
    const plateau: Point[] = Array.from({ length: 46 }, (_, index) => {
      const x = edge[0] + 12 + (index / 45) * (W + 20 - edge[0]);
      return [x, edge[1] - 6 + Math.sin(x / 130) * 12 + between(random, -4, 4)];
    });
    return poly([[from[0] - 60, H + 20], from, ...climb, ...plateau, [W + 20, H + 20]], fill);
  };
  const facets = repeat(46, () => {
    const x = between(random, 830, W);
    const y = between(random, 600, 900);
    const size = between(random, 18, 60);
    return poly(
      [
        [x, y],
        [x + size * 0.5, y - size * 0.3],
        [x + size * 0.7, y + size],
        [x + size * 0.1, y + size * 1.4],
      ],
      "#5a7480",
      'opacity="0.13"',
    );
  });
  const tower =
    poly(
      [
        [1070, 566],
        [1086, 312],
        [1130, 312],
        [1146, 566],
      ],
      "url(#tower)",
    ) +
    poly(
      [
        [1074.8, 490],
        [1079, 424],
        [1137, 424],
        [1141.2, 490],
      ],
      "url(#band)",
    ) +
    poly(
      [
        [1082, 376],
        [1086, 312],
        [1130, 312],
        [1134, 376],
      ],
      "url(#band)",
    ) +
    rect(1074, 302, 68, 11, navy) +
    rect(1070, 284, 76, 4, navy) +
    repeat(7, (index) => rect(1072 + index * 11.5, 284, 2, 20, navy)) +
    rect(1089, 240, 38, 62, "#ffeebc") +
    repeat(4, (index) => rect(1088 + index * 12.3, 240, 2.4, 62, navy)) +
    path("M1082 242Q1108 196 1134 242Z", brickRoof) +
    rect(1106, 196, 4, 20, navy) +
    rect(1100, 400, 12, 18, navy) +
    rect(1099, 458, 13, 19, "#ffd98f") +
    path("M1096 566V536Q1107 522 1118 536V566Z", navy);
  const house =
    poly(
      [
        [1180, 578],
        [1180, 520],
        [1330, 520],
        [1330, 580],
      ],
      "#cfc5b4",
    ) +
    poly(
      [
        [1166, 524],
        [1196, 474],
        [1316, 474],
        [1344, 524],
      ],
      "#5b3330",
    ) +
    rect(1286, 452, 18, 30, "#5b3330") +
    rect(1206, 538, 20, 22, "#ffd58a") +
    rect(1240, 538, 20, 22, "#ffd58a") +
    rect(1290, 536, 22, 42, slate);
  const waves = repeat(70, () => {
    const depth = random();
    const y = horizon + 30 + depth * 360;
    const w = 50 + depth * 210;
    return stroke(
      `M${num(between(random, -80, W))} ${num(y)}q${num(w / 2)} ${num(-5 - depth * 15)} ${num(w)} 0`,
      "#b7c4c2",
      1 + depth * 2,
      `opacity="${num(0.1 + 0.25 * depth)}"`,
    );
  });
  const shoreline: Point[] = [
    [852, 742],
    [800, 790],
    [762, 850],
    [690, 915],
    [610, 985],
  ];
  const surf = shoreline
    .map(([x, y]) =>
      repeat(16, () =>
        ellipse(
          x + between(random, -60, 26),
          y + between(random, -22, 24),
          between(random, 12, 60),
          between(random, 2, 6),
          paper,
          'opacity="0.4"',
        ),
      ),
    )
    .join("");
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon) +
    repeat(80, () =>
      disc(
        between(random, 0, W),
        between(random, 0, 300),
        between(random, 0.6, 1.8),
        paper,
        `opacity="${num(between(random, 0.2, 0.9))}"`,
      ),
    ) +
    group(clouds(random, { top: 330, bottom: 560 }, "#d9b498", 8), 'filter="url(#soft)" opacity="0.5"') +
    below(ridge(random, { y: 602, height: 14 }), "#7c8d92", horizon) +
    backdrop("url(#sea)", horizon, H) +
    group(
      poly(
        [
          [lamp.x, lamp.y - 8],
          [-60, 20],
          [-60, 330],
          [lamp.x, lamp.y + 10],
        ],
        "url(#beamLeft)",
      ) +
        poly(
          [
            [lamp.x, lamp.y - 8],
            [W + 60, 190],
            [W + 60, 330],
            [lamp.x, lamp.y + 10],
          ],
          "url(#beamRight)",
        ),
      'filter="url(#beam)"',
    ) +
    backdrop("url(#fog)", 500, 720) +
    glints(random, { top: horizon + 6, bottom: H, colour: "#e9d3b0", count: 160 }) +
    waves +
    group(
      ellipse(830, 800, 150, 30, ink, 'opacity="0.5"') + ellipse(720, 920, 190, 40, ink, 'opacity="0.5"'),
      'filter="url(#soft)"',
    ) +
    tower +
    house +
    rock([850, 745], [1010, 578], "#2f4956") +
    rock([752, 862], [1010, 668], "#203644") +
    facets +
    rock([588, 1000], [940, 812], ink) +
    group(surf, 'filter="url(#spray)"') +
    disc(lamp.x, lamp.y + 6, 190, "url(#glow)") +
    gull(560, 420, 20, mist) +
    gull(630, 456, 14, mist) +
    gull(480, 470, 12, mist)
  );
}

const brickRoof = "#5d2d29";

export const lighthouse: Scene = { seed: 41, draw };
