import {
  backdrop,
  below,
  between,
  blur,
  brick,
  clouds,
  disc,
  ellipse,
  ember,
  glints,
  group,
  gull,
  H,
  halo,
  line,
  linear,
  paper,
  path,
  place,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  W,
} from "./kit.ts";

/** The ferry from the side, bow to the right; waterline at y = 0. */
function ferryBoat(): string {
  const lit = "#ffdf9e";
  const windows = (x: number, y: number, count: number, step: number, w: number, h: number): string =>
    repeat(count, (index) => rect(x + index * step, y, w, h, lit));
  return (
    path("M-330 -62H345L378 -78Q350 -20 318 4H-306Q-326 -20 -330 -62Z", "#1b2d3c") +
    path("M-331 -40L-316 -12H333L352 -40Z", brick, 'opacity="0.85"') +
    path("M-300 -116H290L312 -62H-312Z", "#e6ddcd") +
    path("M-262 -166H214L240 -116H-276Z", "#d8cfc0") +
    path("M88 -208H196L222 -166H80Z", "#e6ddcd") +
    path("M-140 -226H-62L-54 -166H-148Z", ember) +
    rect(-143, -212, 84, 14, "#26394a") +
    windows(-262, -100, 17, 31, 20, 18) +
    windows(-236, -150, 13, 31, 20, 16) +
    path("M98 -198H190L204 -182H94Z", "#2b4050") +
    windows(104, -195, 5, 18, 11, 10) +
    line([150, -208], [150, -280], "#26394a", 4) +
    line([120, -254], [180, -254], "#26394a", 2.5) +
    line([150, -278], [330, -84], "#26394a", 1.2) +
    line([150, -278], [-280, -120], "#26394a", 1.2) +
    disc(150, -282, 5, "#ffe9b8")
  );
}

function draw(random: Random): string {
  const horizon = 560;
  const defs =
    linear("sky", [
      [0, "#1f3447"],
      [0.45, "#4b6b7b"],
      [0.78, "#b89f93"],
      [1, "#e6a57a"],
    ]) +
    linear("sea", [
      [0, "#c39a84"],
      [0.14, "#7d8388"],
      [0.45, "#385566"],
      [1, "#14222f"],
    ]) +
    halo("moon", "#fff6df", 0.5) +
    halo("lamp", "#ffdf9e", 0.55) +
    blur("soft", 18, 6) +
    blur("wet", 9, 3);
  const island = ridge(random, { y: 508, height: 60, roughness: 0.48 });
  const nearer = ridge(random, { y: 550, height: 24, roughness: 0.5 });
  const ship = { x: 830, y: 690 };
  const lights = repeat(17, (index) =>
    rect(ship.x - 250 + index * 31, ship.y + 14, 12, between(random, 60, 150), "#ffd48c", 'opacity="0.3"'),
  );
  const shore = repeat(14, () =>
    disc(between(random, 120, 620), between(random, 545, 557), between(random, 1.4, 2.6), "#ffdc9c"),
  );
  const wake = repeat(60, (index) => {
    const back = index / 60;
    return ellipse(
      ship.x - 310 - back * 560 + between(random, -20, 20),
      ship.y + 4 + back * 60 * between(random, -0.2, 1),
      between(random, 20, 80),
      between(random, 1, 3.4),
      paper,
      `opacity="${(0.5 * (1 - back)).toFixed(2)}"`,
    );
  });
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, horizon) +
    repeat(70, () =>
      disc(
        between(random, 0, W),
        between(random, 0, 260),
        between(random, 0.6, 1.7),
        paper,
        `opacity="${between(random, 0.2, 0.8).toFixed(2)}"`,
      ),
    ) +
    group(clouds(random, { top: 330, bottom: 500 }, "#e2a685", 8), 'filter="url(#soft)" opacity="0.6"') +
    group(clouds(random, { top: 200, bottom: 380 }, "#34505f", 6), 'filter="url(#soft)" opacity="0.55"') +
    disc(1270, 200, 210, "url(#moon)") +
    disc(1270, 200, 40, "#fdf3dc") +
    below(island, "#70757f", horizon) +
    below(nearer, "#4a5b69", horizon) +
    shore +
    backdrop("url(#sea)", horizon, H) +
    glints(random, { top: horizon + 5, bottom: H, colour: "#f6dfc0", count: 120, x: 1270, spread: 70 }) +
    glints(random, { top: horizon + 5, bottom: H, colour: "#9fb2b8", count: 170 }) +
    group(
      rect(ship.x - 312, ship.y - 2, 634, 34, "#0d1823", 'opacity="0.8"') +
        rect(ship.x - 270, ship.y + 20, 500, 60, "#0d1823", 'opacity="0.3"') +
        lights,
      'filter="url(#wet)"',
    ) +
    wake +
    ellipse(ship.x, ship.y - 110, 520, 230, "url(#lamp)", 'opacity="0.5"') +
    place(ferryBoat(), ship.x, ship.y) +
    repeat(26, () =>
      ellipse(
        ship.x + between(random, 250, 350),
        ship.y + between(random, -4, 10),
        between(random, 10, 36),
        2.4,
        paper,
        'opacity="0.45"',
      ),
    ) +
    gull(520, 380, 20, paper) +
    gull(455, 425, 14, paper) +
    gull(590, 440, 12, paper)
  );
}

export const ferry: Scene = { seed: 23, draw };
