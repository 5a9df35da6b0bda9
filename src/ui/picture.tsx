/** A picture as it is drawn. */
export interface PictureFace {
  id: string;
  version: number;
  alt: string;
  /** Pixels. */
  width: number;
  height: number;
}

interface Props {
  picture: PictureFace;
  alt?: string;
  /** Whether it stands at the top of the page, and is worth fetching first. */
  priority?: boolean;
}

/** A picture in its own proportions, so that nothing moves while it loads. */
export function Picture({ picture, alt = picture.alt, priority = false }: Props) {
  const { id, version, width, height } = picture;
  const size = { src: `/media/${id}/${version}/original`, width, height };
  const haste = priority
    ? ({ fetchpriority: "high" } as const)
    : ({ loading: "lazy", decoding: "async" } as const);
  return <img {...size} alt={alt} {...haste} />;
}
