import {
  backdrop,
  between,
  blur,
  clouds,
  disc,
  ellipse,
  group,
  linear,
  num,
  type Point,
  paper,
  path,
  type Random,
  rect,
  repeat,
  type Scene,
  sand,
  stroke,
} from "./kit.ts";

const apex: Point = [330, 60];

/** The coast of the delta: an uneven arc around the apex. */
function coastline(random: Random): Point[] {
  const phase = between(random, 0, 6);
  return Array.from({ length: 260 }, (_, index) => {
    const angle = -0.35 + (index / 259) * 2.35;
    const lobes =
      Math.sin(angle * 9 + phase) * 26 + Math.sin(angle * 23 + phase) * 13 + Math.sin(angle * 61) * 6;
    const reach = 890 + Math.sin(angle * 2) * 60 + lobes + between(random, -5, 5);
    return [apex[0] + Math.cos(angle) * reach, apex[1] + Math.sin(angle) * reach];
  });
}

type Arm = { points: Point[]; width: number };

/** The arms of the river, dividing again and again on their way from the apex to the sea. */
function riverArms(random: Random): Arm[] {
  const arms: Arm[] = [{ points: [[-60, -90], [90, -50], [190, 20], [262, 20], apex], width: 40 }];
  const queue = [{ angle: 0.8, spread: 0.46, reach: 0, width: 36 }];
  for (let next = queue.shift(); next; next = queue.shift()) {
    const length = between(random, 150, 230) * (next.reach === 0 ? 0.7 : 1);
    for (const side of [-1, 1]) {
      const share = between(random, 0.6, 0.8);
      const target = next.angle + side * next.spread * between(random, 0.75, 1.1);
      const phase = between(random, 0, 6);
      const points = Array.from({ length: 15 }, (_, step): Point => {
        const t = step / 14;
        const sway = Math.sin(t * 9 + phase) * Math.sin(t * Math.PI) * (11 / (next.reach + length));
        const angle = next.angle + (target - next.angle) * (1 - (1 - t) ** 1.7) + sway;
        const reach = next.reach + length * t;
        return [apex[0] + Math.cos(angle) * reach, apex[1] + Math.sin(angle) * reach];
      });
      const width = Math.max(2, next.width * share);
      arms.push({ points, width });
      if (next.reach + length < 1150) {
        queue.push({ angle: target, spread: next.spread * 0.56, reach: next.reach + length, width });
      }
    }
  }
  return arms;
}

/** Parcels of farmland, laid out around the apex and thinning towards the marshes. */
function parcels(random: Random): string {
  const tones = ["#b09a66", "#75804f", "#948f58", "#c2a971", "#66734c", "#a08251", "#83794e"];
  return repeat(900, () => {
    const angle = between(random, -0.5, 2.3);
    const reach = 60 + 720 * Math.sqrt(random());
    const x = apex[0] + Math.cos(angle) * reach;
    const y = apex[1] + Math.sin(angle) * reach;
    const tone = tones[Math.floor(random() * tones.length)] ?? sand;
    const opacity = between(random, 0.35, 0.8) * Math.min(1, (820 - reach) / 320);
    const shape = rect(
      x,
      y,
      between(random, 22, 64),
      between(random, 12, 34),
      tone,
      `opacity="${opacity.toFixed(2)}"`,
    );
    return group(shape, `transform="rotate(${num((angle * 180) / Math.PI)} ${num(x)} ${num(y)})"`);
  });
}

function draw(random: Random): string {
  const defs =
    linear("deep", [
      [0, "#376673"],
      [0.55, "#234a5b"],
      [1, "#152f40"],
    ]) +
    `<radialGradient id="ground" gradientUnits="userSpaceOnUse" cx="${apex[0]}" cy="${apex[1]}" r="960"><stop offset="0" stop-color="#a08c5c"/><stop offset="0.6" stop-color="#7f7f55"/><stop offset="0.86" stop-color="#5c7359"/><stop offset="1" stop-color="#6f8a6c"/></radialGradient>` +
    blur("plume", 30) +
    blur("edge", 8) +
    blur("bank", 3);
  const d = (points: readonly Point[]): string =>
    `M${points.map(([x, y]) => `${num(x)} ${num(y)}`).join("L")}`;
  const coast = coastline(random);
  const arms = riverArms(random);
  const land = `${d(coast)}L-200 1300L-200 -300L1300 -300Z`;
  const layer = (colour: string, extra: number, scale: number, attributes = ""): string =>
    arms
      .map((arm) =>
        stroke(d(arm.points), colour, arm.width * scale + extra, `stroke-linejoin="round" ${attributes}`),
      )
      .join("");
  const plumes = coast
    .filter((_, index) => index % 7 === 0)
    .map(([x, y]) => disc(x, y, between(random, 50, 130), "#d8c496", 'opacity="0.3"'))
    .join("");
  const islets = repeat(90, () => {
    const angle = between(random, -0.2, 1.9);
    const reach = between(random, 900, 990);
    return ellipse(
      apex[0] + Math.cos(angle) * reach,
      apex[1] + Math.sin(angle) * reach,
      between(random, 4, 20),
      between(random, 3, 9),
      "#7f9673",
      'opacity="0.8"',
    );
  });
  return (
    `<defs>${defs}<clipPath id="shore"><path d="${land}"/></clipPath></defs>` +
    backdrop("url(#deep)") +
    group(
      stroke(d(coast), "#6f9a96", 210, 'opacity="0.55"') +
        stroke(d(coast), "#b9bd97", 90, 'opacity="0.6"') +
        plumes,
      'filter="url(#plume)"',
    ) +
    islets +
    group(stroke(d(coast), "#e2d3a4", 13), 'filter="url(#bank)"') +
    path(land, "url(#ground)") +
    group(
      parcels(random) +
        group(layer("#4c6350", 30, 1.7), 'filter="url(#edge)" opacity="0.8"') +
        layer("#566d54", 9, 1.3) +
        layer("#dac79a", 3.4, 1.08) +
        layer("#3f717c", 0.4, 0.96) +
        layer("#8db3ae", 0, 0.3, 'opacity="0.55"'),
      'clip-path="url(#shore)"',
    ) +
    group(clouds(random, { top: 500, bottom: 950 }, paper, 3), 'filter="url(#plume)" opacity="0.4"')
  );
}

export const riverDelta: Scene = { seed: 67, draw };
