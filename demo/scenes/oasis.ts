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
  moss,
  num,
  type Point,
  path,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  slate,
  stroke,
  W,
} from "./kit.ts";

/** A date palm: a bent trunk and a crown of drooping feathered fronds; foot at (x, foot). */
function palm(random: Random, x: number, foot: number, size: number, fill: string): string {
  const lean = between(random, -0.14, 0.14) * size;
  const top: Point = [x + lean, foot - size];
  const fronds = repeat(21, (index) => {
    const angle = Math.PI * (0.92 + (index / 20) * 1.16 + between(random, -0.05, 0.05));
    const reach = size * between(random, 0.34, 0.46);
    const bend: Point = [
      top[0] + Math.cos(angle) * reach * 0.6,
      top[1] + Math.sin(angle) * reach * 0.8 - size * 0.06,
    ];
    const end: Point = [
      top[0] + Math.cos(angle) * reach * 1.1,
      top[1] + Math.sin(angle) * reach * 0.62 + size * 0.1,
    ];
    const spine = `M${num(top[0])} ${num(top[1])}Q${num(bend[0])} ${num(bend[1])} ${num(end[0])} ${num(end[1])}`;
    const leaflets = Array.from({ length: 15 }, (_, leaf) => {
      const t = 0.16 + (leaf / 15) * 0.84;
      const px = (1 - t) ** 2 * top[0] + 2 * t * (1 - t) * bend[0] + t * t * end[0];
      const py = (1 - t) ** 2 * top[1] + 2 * t * (1 - t) * bend[1] + t * t * end[1];
      const long = size * 0.085 * Math.sin(Math.PI * (0.15 + t * 0.8));
      const dx = Math.cos(angle) * long * 0.8;
      return `M${num(px)} ${num(py)}l${num(dx)} ${num(long)}M${num(px)} ${num(py)}l${num(dx)} ${num(-long * 0.35)}`;
    }).join("");
    return (
      stroke(spine, fill, Math.max(1.2, size * 0.011)) + stroke(leaflets, fill, Math.max(0.9, size * 0.0075))
    );
  });
  const trunk = `M${num(x)} ${num(foot)}Q${num(x)} ${num(foot - size * 0.6)} ${num(top[0])} ${num(top[1])}`;
  const dates = repeat(5, (index) =>
    ellipse(top[0] + (index - 2) * size * 0.024, top[1] + size * 0.05, size * 0.011, size * 0.034, "#4a3229"),
  );
  return stroke(trunk, fill, size * 0.042) + fronds + dates;
}

function draw(random: Random): string {
  const horizon = 560;
  const defs =
    linear("sky", [
      [0, "#34526a"],
      [0.45, "#a08f8d"],
      [0.8, "#eab283"],
      [1, "#f6cf98"],
    ]) +
    linear("dune", [
      [0, "#dda570"],
      [1, "#a8653f"],
    ]) +
    linear("soil", [
      [0, "#b98a5c"],
      [0.2, "#857149"],
      [0.55, "#4a5039"],
      [1, "#1f2a26"],
    ]) +
    linear("shade", [
      [0, "#b5734b"],
      [1, "#7a4635"],
    ]) +
    linear("canal", [
      [0, "#f8d7a4"],
      [0.5, "#b7a190"],
      [1, "#48657a"],
    ]) +
    linear("air", [
      [0, "#f6cf98", 0],
      [1, "#f6cf98", 0.8],
    ]) +
    halo("sun", "#ffe0a4", 1) +
    blur("soft", 20, 6) +
    blur("wet", 4, 1);
  const canal = (spread: number): string =>
    `M${790 - 6 * spread} 612C${800 - 10 * spread} 690 ${940 - 40 * spread} 720 ${850 - 90 * spread} 800S${640 - 160 * spread} 930 ${600 - 220 * spread} ${H + 10}H${1060 + 220 * spread}C${1050 + 90 * spread} 900 ${1090 + 50 * spread} 830 ${1030 + 40 * spread} 770S${850 + 10 * spread} 690 ${806 + 6 * spread} 612Z`;
  const rows = (count: number, foot: number, size: number, fill: string, gap: boolean): string =>
    repeat(count, () => {
      const offset = between(random, 0, W * 0.5);
      const x =
        random() > 0.5
          ? W / 2 + (gap ? size * 0.95 : 20) + offset
          : W / 2 - (gap ? size * 0.95 : 20) - offset;
      return palm(random, x, foot + between(random, -8, 16), size * between(random, 0.75, 1.15), fill);
    });
  const village =
    repeat(11, (index) => {
      const x = 980 + index * 44 + between(random, -12, 12);
      const h = between(random, 26, 58);
      return (
        rect(x, horizon + 18 - h, between(random, 36, 62), h + 10, index % 2 === 0 ? "#b5805c" : "#a06d51") +
        rect(x + 14, horizon + 26 - h, 6, 9, "#5c3c38")
      );
    }) +
    rect(1210, horizon - 100, 24, 118, "#ad7857") +
    path(`M1206 ${horizon - 100}Q1222 ${horizon - 136} 1238 ${horizon - 100}Z`, "#9a684e");
  const beds = repeat(420, () => {
    const depth = random() ** 1.3;
    const y = 640 + depth * 370;
    const fill = ["#6d7147", "#4b5539", "#857a4c", "#3b4634"][Math.floor(random() * 4)] ?? moss;
    return ellipse(between(random, -20, W), y, 26 + depth * 90, 2 + depth * 9, fill, 'opacity="0.5"');
  });
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon + 40) +
    disc(800, 500, 430, "url(#sun)") +
    disc(800, 498, 52, "#fff2d2") +
    group(clouds(random, { top: 150, bottom: 360 }, "#f1bf92", 7), 'filter="url(#soft)" opacity="0.55"') +
    below(ridge(random, { y: 524, height: 34, roughness: 0.36, levels: 9 }), "#cf9a74", horizon + 60) +
    path(`M-10 540Q220 440 470 560T900 ${horizon + 20}H-10Z`, "url(#dune)") +
    path(
      `M230 482Q350 500 470 560T900 ${horizon + 20}H420Q310 560 230 482Z`,
      "url(#shade)",
      'opacity="0.6"',
    ) +
    path(`M${W + 10} 470Q1400 470 1230 540T760 ${horizon + 30}H${W + 10}Z`, "#c98d62") +
    backdrop("url(#air)", 420, horizon + 20) +
    village +
    backdrop("url(#soil)", horizon + 14, H) +
    group(beds, 'filter="url(#wet)"') +
    rows(34, 606, 96, "#5f5a45", false) +
    path(canal(0.22), "#3c3a2e") +
    path(canal(0), "url(#canal)") +
    group(
      repeat(16, () =>
        rect(
          between(random, 660, 1020),
          between(random, 740, 860),
          7,
          between(random, 40, 120),
          "#3a4a50",
          'opacity="0.35"',
        ),
      ),
      'filter="url(#wet)"',
    ) +
    glints(random, { top: 640, bottom: H, colour: "#fff0cf", count: 60, x: 840, spread: 46 }) +
    rows(15, 690, 200, "#3f463a", true) +
    rows(7, 830, 360, "#283530", true) +
    palm(random, 130, 1040, 760, ink) +
    palm(random, 1480, 1050, 840, ink) +
    palm(random, 360, 1040, 500, "#182523") +
    gull(620, 300, 14, slate) +
    gull(668, 322, 10, slate)
  );
}

export const oasis: Scene = { seed: 97, draw };
