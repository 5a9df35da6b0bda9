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
  H,
  halo,
  ink,
  line,
  linear,
  num,
  paper,
  path,
  person,
  type Random,
  rect,
  repeat,
  ridge,
  type Scene,
  stroke,
  W,
} from "./kit.ts";

/** A leafy plant behind glass, foot at (x, foot). */
function foliage(random: Random, x: number, foot: number, size: number, fill: string): string {
  return repeat(11, (index) => {
    const angle = Math.PI * (1.08 + (index / 10) * 0.84);
    const reach = size * between(random, 0.7, 1.1);
    const ex = x + Math.cos(angle) * reach * 0.8;
    const ey = foot + Math.sin(angle) * reach * 0.8 + Math.abs(Math.cos(angle)) * size * 0.15;
    const mx = x + Math.cos(angle) * reach * 0.36;
    const my = foot + Math.sin(angle) * reach;
    return path(
      `M${num(x)} ${num(foot)}Q${num(mx)} ${num(my)} ${num(ex)} ${num(ey)}Q${num(mx + size * 0.06)} ${num(my + size * 0.17)} ${num(x)} ${num(foot)}Z`,
      fill,
    );
  });
}

function draw(random: Random): string {
  const ground = 720;
  const defs =
    linear("sky", [
      [0, "#16283a"],
      [0.55, "#3f6172"],
      [0.85, "#a3a298"],
      [1, "#dfb48a"],
    ]) +
    linear("pond", [
      [0, "#8c8a75"],
      [0.3, "#42606a"],
      [1, "#101c27"],
    ]) +
    linear("inside", [
      [0, "#f7e3ae", 0.75],
      [0.6, "#f3cd86", 0.92],
      [1, "#e3a860"],
    ]) +
    halo("lamp", "#fff7dc", 0.95) +
    halo("aura", "#ffd996", 0.55) +
    blur("soft", 18, 6) +
    blur("glass", 3) +
    blur("wet", 6, 4);
  const centre = 800;
  const dome = `M${centre - 250} 480Q${centre - 236} 210 ${centre} 176Q${centre + 236} 210 ${centre + 250} 480Z`;
  const wing = (side: -1 | 1): string =>
    `M${centre + side * 250} ${ground}V486Q${centre + side * 400} 476 ${centre + side * 500} 600V${ground}Z`;
  const shape = `${dome} M${centre - 250} 478H${centre + 250}V${ground}H${centre - 250}Z ${wing(-1)} ${wing(1)}`;
  const iron = "#1f3340";
  const domeRibs =
    repeat(13, (index) => {
      const t = (index - 6) / 6;
      return stroke(
        `M${num(centre + t * 250)} 480Q${num(centre + t * 236)} ${num(210 - Math.abs(t) * 2)} ${centre} 176`,
        iron,
        2.6,
      );
    }) +
    [0.28, 0.55, 0.8]
      .map((t) => {
        const y = 176 + t * 304;
        const half = 250 * Math.sin(Math.acos(1 - t)) ** 0.86;
        return stroke(
          `M${num(centre - half)} ${num(y)}Q${centre} ${num(y + 26)} ${num(centre + half)} ${num(y)}`,
          iron,
          2,
        );
      })
      .join("");
  const walls =
    repeat(17, (index) => rect(centre - 250 + index * 31.25 - 1.3, 480, 2.6, ground - 480, iron)) +
    [480, 560, 640].map((y) => rect(centre - 252, y, 504, y === 480 ? 9 : 3, iron)).join("");
  const wingRibs = [-1, 1]
    .map(
      (side) =>
        repeat(9, (index) => {
          const t = index / 8;
          const x = centre + side * (250 + t * 250);
          return rect(x - 1.2, 484 + 116 * t ** 1.9, 2.4, ground - 484 - 116 * t ** 1.9, iron);
        }) +
        stroke(
          `M${centre + side * 250} 486Q${centre + side * 400} 476 ${centre + side * 500} 600V${ground}`,
          iron,
          5,
        ) +
        line([centre + side * 250, 620], [centre + side * 500, 620], iron, 2.4),
    )
    .join("");
  const plants =
    repeat(12, () =>
      foliage(
        random,
        between(random, centre - 460, centre + 460),
        ground - between(random, 0, 20),
        between(random, 70, 130),
        "#6f8050",
      ),
    ) +
    repeat(6, (index) => {
      const x = centre - 200 + index * 78;
      const y = between(random, 350, 520);
      return (
        line([x, ground], [x + 6, y], "#4c5a3d", 9) +
        foliage(random, x + 6, y, between(random, 90, 130), "#4f6243")
      );
    }) +
    repeat(16, () =>
      foliage(
        random,
        between(random, centre - 480, centre + 480),
        ground + 6,
        between(random, 50, 110),
        "#38503f",
      ),
    );
  const lily =
    line([centre + 40, ground], [centre + 40, 262], "#55643c", 6) +
    repeat(90, () => {
      const t = random();
      return ellipse(
        centre + 40 + between(random, -1, 1) * (5 + t * 32),
        258 + t * 210,
        7,
        5,
        random() > 0.3 ? "#fffaf0" : "#d5dcb2",
      );
    });
  const building =
    group(path(shape, "url(#inside)"), "") +
    `<clipPath id="hall"><path d="${shape}"/></clipPath>` +
    group(
      group(plants, 'filter="url(#glass)"') +
        lily +
        repeat(5, (index) => disc(centre - 380 + index * 190, 560, 130, "url(#lamp)", 'opacity="0.5"')),
      'clip-path="url(#hall)"',
    ) +
    domeRibs +
    walls +
    wingRibs +
    stroke(
      `M${centre - 250} 480Q${centre - 236} 210 ${centre} 176Q${centre + 236} 210 ${centre + 250} 480`,
      iron,
      6,
    ) +
    rect(centre - 34, 150, 68, 30, iron) +
    rect(centre - 26, 156, 52, 16, "#f3d491") +
    path(`M${centre - 40} 152Q${centre} 112 ${centre + 40} 152Z`, iron) +
    rect(centre - 1.5, 84, 3, 40, iron) +
    path(
      `M${centre - 40} ${ground}V600Q${centre} 556 ${centre + 40} 600V${ground}Z`,
      "#fff0c4",
      'opacity="0.85"',
    ) +
    stroke(
      `M${centre - 40} ${ground}V600Q${centre} 556 ${centre + 40} 600V${ground}M${centre} 578V${ground}`,
      iron,
      5,
    ) +
    rect(centre - 512, ground - 8, 1024, 16, "#27333a");
  const tree = (x: number, foot: number, size: number, fill: string): string =>
    rect(x - size * 0.03, foot - size * 0.5, size * 0.06, size * 0.5, fill) +
    repeat(26, () =>
      disc(
        x + between(random, -0.3, 0.3) * size,
        foot - size * between(random, 0.4, 0.95),
        size * between(random, 0.08, 0.17),
        fill,
      ),
    );
  return (
    `<defs>${defs}</defs>` +
    backdrop("url(#sky)", 0, ground + 10) +
    repeat(60, () =>
      disc(
        between(random, 0, W),
        between(random, 0, 300),
        between(random, 0.6, 1.7),
        paper,
        `opacity="${num(between(random, 0.2, 0.8))}"`,
      ),
    ) +
    group(clouds(random, { top: 380, bottom: 600 }, "#e2b690", 8), 'filter="url(#soft)" opacity="0.6"') +
    below(ridge(random, { y: 660, height: 26 }), "#5d7379", ground + 10) +
    repeat(9, () => tree(between(random, -20, 300), ground + 6, between(random, 150, 290), "#22353d")) +
    repeat(9, () => tree(between(random, 1310, W + 20), ground + 6, between(random, 150, 300), "#22353d")) +
    ellipse(centre, 560, 760, 420, "url(#aura)") +
    building +
    backdrop("#22323a", ground + 4, 764) +
    backdrop("url(#pond)", 764, H) +
    `<clipPath id="water"><rect x="0" y="764" width="${W}" height="240"/></clipPath>` +
    group(
      group(
        group(
          path(shape, "url(#inside)", 'opacity="0.75"') + domeRibs + walls,
          `transform="translate(0 ${764 + ground * 0.5}) scale(1 -0.5)"`,
        ),
        'filter="url(#wet)"',
      ),
      'clip-path="url(#water)"',
    ) +
    glints(random, { top: 770, bottom: H, colour: "#ffe7b8", count: 70, x: centre, spread: 300 }) +
    glints(random, { top: 770, bottom: H, colour: "#1c2f3a", count: 150 }) +
    person(centre + 84, ground + 34, 82, "#131d26") +
    person(centre + 112, ground + 34, 74, "#131d26") +
    repeat(44, () => {
      const x = random() > 0.5 ? between(random, -10, 300) : between(random, 1320, W);
      return stroke(
        `M${num(x)} ${H + 10}q${num(between(random, -20, 20))} ${num(-between(random, 60, 120))} ${num(between(random, -30, 40))} ${num(-between(random, 120, 230))}`,
        ink,
        4,
      );
    })
  );
}

export const greenhouse: Scene = { seed: 151, draw };
