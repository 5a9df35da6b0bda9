import {
  backdrop,
  below,
  blur,
  clouds,
  disc,
  glints,
  group,
  gull,
  H,
  halo,
  ink,
  line,
  linear,
  navy,
  path,
  place,
  poly,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  sand,
  slate,
} from "./kit.ts";

/** A ship-to-shore gantry crane; feet at (0, 0), about 400 tall, boom towards the left. */
function gantryCrane(fill: string, raised: boolean): string {
  const boom = raised
    ? line([-30, -250], [-130, -470], fill, 11) + line([0, -390], [-105, -415], fill, 3)
    : rect(-290, -262, 270, 13, fill) +
      line([0, -390], [-280, -262], fill, 3) +
      line([0, -390], [-150, -262], fill, 3) +
      rect(-190, -250, 26, 14, fill) +
      line([-184, -240], [-184, -150], fill, 2) +
      line([-170, -240], [-170, -150], fill, 2) +
      rect(-200, -152, 46, 8, fill);
  const bracing = repeat(2, (index) => {
    const top = -250 + index * 118;
    return line([-28, top], [62, top + 105], fill, 4) + line([62, top], [-28, top + 105], fill, 4);
  });
  return (
    boom +
    rect(-36, -262, 14, 262, fill) +
    rect(56, -262, 14, 262, fill) +
    rect(-40, -262, 210, 15, fill) +
    rect(-36, -140, 106, 9, fill) +
    rect(80, -296, 62, 34, fill) +
    poly(
      [
        [-26, -262],
        [-4, -392],
        [6, -392],
        [24, -262],
        [14, -262],
        [0, -350],
        [-14, -262],
      ],
      fill,
    ) +
    line([4, -390], [150, -262], fill, 3) +
    bracing +
    rect(-52, -10, 44, 10, fill) +
    rect(42, -10, 44, 10, fill)
  );
}

/** A loaded container ship with its bow to the left; waterline at y = 0. */
function containerShip(random: Random, hull: string, boxes: readonly string[]): string {
  const stacks = repeat(19, (column) => {
    const layers = 3 + Math.floor(random() * 3) - (column < 2 ? 2 : 0);
    return repeat(layers, (layer) => {
      const fill = boxes[Math.floor(random() * boxes.length)] ?? hull;
      return rect(-300 + column * 29, -72 - layer * 16, 27.5, 14.5, fill);
    });
  });
  const bridge =
    rect(262, -176, 62, 122, hull) +
    rect(250, -188, 86, 14, hull) +
    rect(284, -222, 24, 34, hull) +
    repeat(5, (index) => rect(254 + index * 16, -185, 10, 7, sand)) +
    line([274, -190], [274, -238], hull, 3);
  return stacks + bridge + path("M-402 -68L-360 -56H360L350 2H-370Q-388 -30 -402 -68Z", hull);
}

function draw(random: Random): string {
  const horizon = 640;
  const defs =
    linear("sky", [
      [0, "#2d4a5c"],
      [0.42, "#76959a"],
      [0.72, "#e2c7a0"],
      [1, "#efab78"],
    ]) +
    linear("sea", [
      [0, "#e9b386"],
      [0.18, "#b5a596"],
      [0.55, "#557480"],
      [1, "#22394a"],
    ]) +
    halo("glow", "#fbd9a4", 0.95) +
    linear("haze", [
      [0, "#f2c699", 0],
      [1, "#f2c699", 0.75],
    ]) +
    blur("soft", 14, 5) +
    blur("water", 5, 2);
  const far = ridge(random, { y: 596, height: 26, roughness: 0.5 });
  const near = ridge(random, { y: 622, height: 16, roughness: 0.55 });
  const dusty = ["#8d5a4c", "#b0795a", "#4f6b74", "#6f8688", "#c79d6d", "#5d5c62"];
  const cranes =
    group(
      place(gantryCrane("#8a979a", true), 560, horizon + 2, 0.5) +
        place(gantryCrane("#8a979a", true), 650, horizon + 2, 0.5) +
        place(gantryCrane("#83929a", false), 760, horizon + 2, 0.55),
      'opacity="0.85"',
    ) +
    place(gantryCrane("#4c6470", false), 1290, horizon + 10, 0.9) +
    place(gantryCrane("#415966", true), 1470, horizon + 12, 0.98);
  const ship = place(containerShip(random, "#34495a", dusty), 1150, horizon + 22, 0.82);
  const reflections = group(
    rect(842, horizon + 20, 600, 34, navy, 'opacity="0.62"') +
      rect(1010, horizon + 50, 420, 44, navy, 'opacity="0.22"') +
      rect(1270, horizon + 30, 16, 120, navy, 'opacity="0.3"') +
      rect(1450, horizon + 30, 18, 140, navy, 'opacity="0.3"') +
      rect(500, horizon + 4, 320, 14, slate, 'opacity="0.4"'),
    'filter="url(#water)"',
  );
  const quay =
    path(`M-10 ${H}V832L520 862L560 ${H}Z`, ink) +
    path("M-10 832L520 862L522 872L-10 846Z", "#38505e") +
    place(gantryCrane(ink, false), 250, 846, 1.72) +
    repeat(
      3,
      (index) =>
        rect(330 + index * 74, 838 + index * 5, 20, 22, ink) +
        rect(325 + index * 74, 834 + index * 5, 30, 8, ink),
    );
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon) +
    group(clouds(random, { top: 130, bottom: 330 }, "#f0cfae", 7), 'filter="url(#soft)" opacity="0.5"') +
    group(clouds(random, { top: 360, bottom: 540 }, "#a58f8b", 6), 'filter="url(#soft)" opacity="0.45"') +
    disc(905, 560, 420, "url(#glow)") +
    disc(905, 566, 44, "#fff1d2") +
    below(far, "#b3a598", horizon) +
    below(near, "#8d9393", horizon) +
    backdrop("url(#haze)", 520, horizon) +
    backdrop("url(#sea)", horizon, H) +
    rect(480, horizon - 4, 350, 7, "#7b8a90") +
    rect(1210, horizon + 4, 400, 12, "#3b5261") +
    cranes +
    reflections +
    glints(random, { top: horizon + 4, bottom: H, colour: "#ffe7bd", count: 210, x: 905, spread: 130 }) +
    glints(random, { top: horizon + 10, bottom: H, colour: "#d8c3ad", count: 90 }) +
    ship +
    quay +
    gull(700, 330, 22, slate) +
    gull(770, 372, 15, slate) +
    gull(640, 402, 12, slate) +
    gull(1080, 292, 17, slate)
  );
}

export const harbourDawn: Scene = { seed: 11, draw };
