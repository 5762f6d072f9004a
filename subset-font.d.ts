// The package ships no types; these are the parts that scripts/cut-font.ts uses.
declare module "subset-font" {
  type Options = {
    targetFormat?: "woff2" | "woff" | "sfnt";
    noHinting?: boolean;
    keepFeatures?: string[];
    variationAxes?: Record<string, number | { min: number; max: number; default?: number }>;
  };
  export default function cut(font: Buffer, characters: string, options?: Options): Promise<Buffer>;
}
