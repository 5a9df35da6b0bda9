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
  mist,
  num,
  type Point,
  paper,
  path,
  person,
  poly,
  type Random,
  radial,
  rect,
  repeat,
  type Scene,
  W,
} from "./kit.ts";

/** One side of the archive aisle; `side` is -1 for the left, 1 for the right. */
function shelves(random: Random, side: -1 | 1): string {
  const centre: Point = [800, 470];
  const at = (depth: number, height: number): Point => {
    const near = 1 / depth;
    return [centre[0] + side * 830 * near, centre[1] + height * near];
  };
  const quad = (from: number, to: number, top: number, bottom: number, fill: string, extra = ""): string =>
    poly([at(from, top), at(to, top), at(to, bottom), at(from, bottom)], fill, extra);
  const tones = ["#b99a6b", "#a07a52", "#8a5a45", "#6d7f7c", "#4f6670", "#c8b184", "#7b4a3c", "#8d8a70"];
  const levels = 7;
  const step = 1230 / levels;
  const bays = 10;
  let content = quad(0.9, 6, -760, 560, "#1b2430");
  for (let bay = bays - 1; bay >= 0; bay -= 1) {
    const start = 0.9 * 1.19 ** bay;
    const end = 0.9 * 1.19 ** (bay + 1);
    for (let level = 0; level < levels; level += 1) {
      const base = 500 - level * step;
      let depth = start + (end - start) * 0.05;
      while (depth < end * 0.985) {
        const width = (end - start) * between(random, 0.11, 0.3);
        const next = Math.min(depth + width, end * 0.99);
        const tone = tones[Math.floor(random() * tones.length)] ?? mist;
        const height = step * between(random, 0.58, 0.86);
        if (random() > 0.07) {
          content += quad(depth, next, base - height, base, tone);
          if (bay < 6)
            content += quad(
              depth + width * 0.28,
              next - width * 0.28,
              base - height * 0.62,
              base - height * 0.4,
              paper,
              'opacity="0.5"',
            );
        }
        depth = next + width * 0.06;
      }
      content += quad(start, end, base, base + 13, "#3c2c26");
    }
    content += quad(start, start * 1.018, -760, 560, "#4d392f");
    const gloom = 0.68 - Math.min(0.62, bay * 0.085);
    content += quad(start, end, -760, 560, "#0e1620", `opacity="${num(gloom)}"`);
  }
  return content;
}

function draw(random: Random): string {
  const defs =
    linear("floor", [
      [0, "#c99b63"],
      [0.3, "#6f543f"],
      [1, "#1b1a1e"],
    ]) +
    linear("ceiling", [
      [0, "#0d141d"],
      [0.8, "#3a3430"],
      [1, "#7d6145"],
    ]) +
    linear("window", [
      [0, "#fff3d3"],
      [0.6, "#fbd9a0"],
      [1, "#eeb574"],
    ]) +
    halo("glow", "#fbcf8e", 0.9) +
    halo("lamp", "#ffdf9f", 1) +
    radial("vignette", [
      [0.45, "#0b1119", 0],
      [1, "#0b1119", 0.75],
    ]) +
    blur("ray", 14) +
    blur("wet", 10, 26);
  const lamps = [1.15, 1.7, 2.6, 4]
    .map((depth) => {
      const y = 470 - 360 / depth;
      const size = 44 / depth;
      return (
        line([800, 470 - 760 / depth], [800, y], "#1a1a1d", 3 / depth) +
        path(
          `M${num(800 - size)} ${num(y + size * 0.5)}Q${num(800 - size * 0.8)} ${num(y - size * 0.5)} 800 ${num(y - size * 0.6)}Q${num(800 + size * 0.8)} ${num(y - size * 0.5)} ${num(800 + size)} ${num(y + size * 0.5)}Z`,
          "#22343c",
        ) +
        ellipse(800, y + size * 0.5, size, size * 0.2, "#fff3cf") +
        disc(800, y + size * 0.6, size * 4.4, "url(#lamp)", 'opacity="0.75"')
      );
    })
    .join("");
  const frame =
    repeat(2, (index) => rect(742 + (index + 1) * 38, 330, 4, 240, "#7a5a3e")) +
    repeat(3, (index) => rect(742, 380 + index * 48, 116, 4, "#7a5a3e"));
  const ladder =
    line([1010, 860], [1120, 250], "#8a6544", 11) +
    line([1066, 880], [1172, 236], "#8a6544", 11) +
    repeat(9, (index) =>
      line([1020 + index * 11.6, 806 - index * 64], [1077 + index * 11.2, 818 - index * 67], "#a57b54", 8),
    );
  return (
    `<defs>${defs}</defs>` +
    backdrop("#15191f") +
    poly(
      [
        [0, 0],
        [W, 0],
        [960, 330],
        [640, 330],
      ],
      "url(#ceiling)",
    ) +
    poly(
      [
        [-260, H + 60],
        [W + 260, H + 60],
        [938, 560],
        [662, 560],
      ],
      "url(#floor)",
    ) +
    rect(655, 330, 290, 236, "#6a4f3a") +
    path("M742 570V372Q800 300 858 372V570Z", "url(#window)") +
    frame +
    shelves(random, -1) +
    shelves(random, 1) +
    disc(800, 460, 430, "url(#glow)") +
    group(
      poly(
        [
          [752, 570],
          [848, 570],
          [1010, H],
          [590, H],
        ],
        "#ffe2ab",
        'opacity="0.32"',
      ),
      'filter="url(#ray)"',
    ) +
    lamps +
    ladder +
    ellipse(772, 690, 50, 8, "#15110f", 'opacity="0.5"') +
    person(770, 690, 168, "#1a1c22") +
    repeat(120, () =>
      disc(
        between(random, 480, 1120),
        between(random, 200, 880),
        between(random, 0.7, 2),
        "#fff1cf",
        `opacity="${num(between(random, 0.15, 0.6))}"`,
      ),
    ) +
    ellipse(800, 480, 1150, 800, "url(#vignette)")
  );
}

export const archiveShelves: Scene = { seed: 139, draw };
