import {
  backdrop,
  below,
  between,
  blur,
  disc,
  ellipse,
  fir,
  group,
  H,
  halo,
  heightAt,
  line,
  linear,
  num,
  type Point,
  paper,
  path,
  person,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  slate,
  stroke,
  W,
} from "./kit.ts";

/** A band of stars across the sky: the axis runs from the lower left to the upper right. */
function milkyWay(random: Random): string {
  const along = (t: number): Point => [-100 + t * 1500, 760 - t * 900];
  const scatter = (): number => random() + random() + random() - 1.5;
  const haze = repeat(70, () => {
    const [x, y] = along(random());
    const off = scatter() * 110;
    const tone = ["#5f8792", "#8fa2a2", "#c7a98b", "#48707f"][Math.floor(random() * 4)] ?? slate;
    return `<ellipse cx="${num(x + off * 0.5)}" cy="${num(y + off * 0.85)}" rx="${num(between(random, 60, 170))}" ry="${num(between(random, 20, 62))}" fill="${tone}" opacity="0.22" transform="rotate(-31 ${num(x)} ${num(y)})"/>`;
  });
  const dust = repeat(34, () => {
    const [x, y] = along(random());
    const off = scatter() * 46;
    return `<ellipse cx="${num(x + off)}" cy="${num(y + off)}" rx="${num(between(random, 40, 130))}" ry="${num(between(random, 6, 22))}" fill="#0f1c2a" opacity="0.3" transform="rotate(-33 ${num(x)} ${num(y)})"/>`;
  });
  const stars = repeat(900, () => {
    const [x, y] = along(random());
    const off = scatter() * 190;
    return disc(
      x + off * 0.5,
      y + off,
      between(random, 0.5, 1.3),
      paper,
      `opacity="${num(between(random, 0.2, 0.8))}"`,
    );
  });
  return group(haze, 'filter="url(#veil)"') + group(dust, 'filter="url(#dust)"') + stars;
}

function draw(random: Random): string {
  const defs =
    linear("sky", [
      [0, "#0f1b29"],
      [0.45, "#1d3549"],
      [0.75, "#3c6272"],
      [0.92, "#a1978a"],
      [1, "#d9a877"],
    ]) +
    linear(
      "dome",
      [
        [0, "#e8dfce"],
        [0.4, "#a9b0ac"],
        [1, "#33475a"],
      ],
      "right",
    ) +
    linear(
      "wall",
      [
        [0, "#b3ada0"],
        [0.5, "#77828a"],
        [1, "#26384a"],
      ],
      "right",
    ) +
    halo("glow", "#ffd28a", 0.8) +
    blur("veil", 30) +
    blur("dust", 12) +
    blur("near", 2);
  const far = ridge(random, { y: 740, height: 46, roughness: 0.5 });
  const middle = ridge(random, { y: 800, height: 40, roughness: 0.5 });
  const hill = (x: number): number =>
    850 - 120 * Math.exp(-(((x - 1130) / 330) ** 2)) + 60 * Math.sin(x / 420 + 2.2);
  const crest: Point[] = Array.from({ length: 161 }, (_, index) => [
    index * 10,
    hill(index * 10) + random() * 5,
  ]);
  const foot = hill(1130) + 14;
  const dome =
    rect(1010, foot - 120, 240, 130, "url(#wall)") +
    rect(1000, foot - 134, 260, 16, "#4a5a66") +
    path(`M1006 ${foot - 134}A124 124 0 0 1 1254 ${foot - 134}Z`, "url(#dome)") +
    path(
      `M1096 ${foot - 134}L1070 ${foot - 250}A124 124 0 0 1 1106 ${foot - 256}L1132 ${foot - 134}Z`,
      "#101c28",
    ) +
    line([1116, foot - 150], [1082, foot - 262], "#8d9aa0", 9) +
    line([1082, foot - 262], [1078, foot - 275], "#d8cdb6", 11) +
    repeat(5, (index) =>
      stroke(
        `M${1150 + index * 22} ${foot - 136}Q${1142 + index * 17} ${foot - 210 + index * 10} ${1130 + index * 3} ${foot - 256 + index}`,
        "#5d6b74",
        1.4,
        'opacity="0.6"',
      ),
    ) +
    rect(1150, foot - 62, 30, 72, "#ffd594") +
    rect(1034, foot - 84, 18, 26, "#ffcf8b") +
    rect(1070, foot - 84, 18, 26, "#3d4a55") +
    rect(1250, foot - 66, 130, 76, "#2b3e4d") +
    rect(1244, foot - 76, 142, 12, "#1a2936") +
    rect(1276, foot - 48, 16, 20, "#ffcf8b");
  const valley = repeat(34, () =>
    disc(
      between(random, 60, 620),
      between(random, 806, 838),
      between(random, 1, 2.2),
      "#ffc27c",
      `opacity="${num(between(random, 0.4, 0.9))}"`,
    ),
  );
  const bright = repeat(26, () => {
    const x = between(random, 0, W);
    const y = between(random, 0, 560);
    return disc(x, y, 5, paper, 'opacity="0.16"') + disc(x, y, between(random, 1.4, 2.4), "#fff7e4");
  });
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, 790) +
    repeat(420, () =>
      disc(
        between(random, 0, W),
        between(random, 0, 640),
        between(random, 0.5, 1.6),
        paper,
        `opacity="${num(between(random, 0.15, 0.8))}"`,
      ),
    ) +
    milkyWay(random) +
    bright +
    line([300, 150], [452, 214], paper, 2, 'opacity="0.55" stroke-linecap="round"') +
    disc(452, 214, 2.4, paper) +
    below(far, "#3f5a68") +
    below(middle, "#2a4252") +
    valley +
    dome +
    below(crest, "#15222e") +
    ellipse(1165, foot + 8, 150, 34, "url(#glow)", 'opacity="0.55"') +
    person(960, heightAt(crest, 960) + 4, 52, "#0e1722") +
    person(984, heightAt(crest, 984) + 4, 46, "#0e1722") +
    repeat(60, () => {
      const x = between(random, -10, 760);
      return fir(random, x, heightAt(crest, x) + 24, between(random, 40, 110), "#111d28");
    }) +
    repeat(16, () => {
      const x = between(random, 1410, W);
      return fir(random, x, heightAt(crest, x) + 24, between(random, 60, 130), "#111d28");
    }) +
    repeat(14, () => fir(random, between(random, -30, 420), H + 30, between(random, 160, 320), "#0a131c"))
  );
}

export const observatory: Scene = { seed: 101, draw };
