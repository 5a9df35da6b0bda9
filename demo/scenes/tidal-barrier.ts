import {
  apricot,
  backdrop,
  below,
  between,
  blur,
  clouds,
  ellipse,
  glints,
  gold,
  group,
  gull,
  H,
  halo,
  ink,
  line,
  linear,
  mist,
  path,
  place,
  poly,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  stroke,
  teal,
  W,
} from "./kit.ts";

/** One pier of the barrier: a hooded steel shell on a concrete foot; waterline at y = 0. */
function pier(shade: string, face: string): string {
  return (
    path("M-70 70V-60H70V70Z", shade) +
    path("M-70 70V-60H-10V70Z", face) +
    path("M-82 -60H82V-84H-82Z", shade) +
    path("M-74 -84Q-78 -250 20 -310Q70 -300 74 -84Z", shade) +
    path("M-74 -84Q-78 -250 20 -310Q-20 -220 -16 -84Z", face) +
    stroke("M20 -310Q-20 -220 -16 -84", "#f1d9b6", 2.5, 'opacity="0.55"') +
    rect(34, -150, 12, 20, "#ffdc98") +
    rect(34, -186, 12, 20, "#ffdc98", 'opacity="0.6"')
  );
}

function draw(random: Random): string {
  const horizon = 520;
  const defs =
    linear("sky", [
      [0, "#1b2a38"],
      [0.5, "#3e5765"],
      [0.82, "#8fa0a0"],
      [1, "#e3cfa9"],
    ]) +
    linear("sea", [
      [0, "#b9b49f"],
      [0.12, "#71878a"],
      [0.5, "#375361"],
      [1, "#15232f"],
    ]) +
    linear("steel", [
      [0, "#8b989a"],
      [0.5, "#51656f"],
      [1, "#22343f"],
    ]) +
    halo("gap", "#ffe9bf", 0.85) +
    blur("cloud", 30, 12) +
    blur("wet", 7, 3);
  const count = 7;
  const piers = Array.from({ length: count }, (_, index) => {
    const near = 1 / (1 + index * 0.62);
    return { x: 1210 - (1 - near) * 1180 + 30, y: horizon + 20 + near * 250, scale: near * 1.25 };
  });
  const drawn = [...piers].reverse().map((spot, order) => {
    const next = piers[count - 1 - order - 1];
    const gate = next
      ? poly(
          [
            [spot.x, spot.y - 46 * spot.scale],
            [next.x, next.y - 46 * next.scale],
            [next.x, next.y + 68 * next.scale],
            [spot.x, spot.y + 68 * spot.scale],
          ],
          "url(#steel)",
        ) +
        line(
          [spot.x, spot.y - 46 * spot.scale],
          [next.x, next.y - 46 * next.scale],
          "#cfc9b4",
          1 + 3 * spot.scale,
        )
      : "";
    const haze = Math.max(0, 0.55 - spot.scale * 0.6);
    const reflection = group(
      rect(
        spot.x - 60 * spot.scale,
        spot.y + 66 * spot.scale,
        120 * spot.scale,
        170 * spot.scale,
        ink,
        'opacity="0.5"',
      ) +
        rect(
          spot.x + 36 * spot.scale,
          spot.y + 70 * spot.scale,
          9 * spot.scale,
          150 * spot.scale,
          "#ffdc98",
          'opacity="0.6"',
        ),
      'filter="url(#wet)"',
    );
    return (
      reflection +
      gate +
      place(pier("#263b48", "#7d8f93"), spot.x, spot.y, spot.scale) +
      group(place(pier("#b9b8a6", "#c9c3ab"), spot.x, spot.y, spot.scale), `opacity="${haze.toFixed(2)}"`)
    );
  });
  const swell = repeat(90, () => {
    const depth = random() ** 1.4;
    const y = horizon + 30 + depth * 440;
    const w = 30 + depth * 190;
    const x = between(random, -50, W);
    return stroke(
      `M${x} ${y}q${w / 2} ${-6 - depth * 16} ${w} 0`,
      depth > 0.5 ? "#7f979b" : mist,
      1 + depth * 2.2,
      'opacity="0.32"',
    );
  });
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon) +
    ellipse(420, 470, 620, 130, "url(#gap)") +
    group(
      clouds(random, { top: 20, bottom: 300 }, "#15222e", 15) +
        clouds(random, { top: 250, bottom: 400 }, "#52666f", 7),
      'filter="url(#cloud)" opacity="0.85"',
    ) +
    below(ridge(random, { y: 512, height: 12 }), "#8b9690", horizon) +
    backdrop("url(#sea)", horizon, H) +
    glints(random, { top: horizon + 4, bottom: 900, colour: "#ffe6ba", count: 150, x: 400, spread: 260 }) +
    glints(random, { top: horizon + 4, bottom: H, colour: teal, count: 150 }) +
    swell +
    drawn.join("") +
    gull(640, 300, 24, apricot) +
    gull(720, 340, 16, gold) +
    gull(560, 356, 13, apricot)
  );
}

export const tidalBarrier: Scene = { seed: 37, draw };
