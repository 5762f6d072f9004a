// Cuts Pretendard (weights 400 to 700). What the interface itself says, with Latin-1 and a few symbols, is one file, which a
// page waits for. The rest of the 2,350 syllables of KS X 1001, and single jamo, is cut into parts, in the order of their
// code, of which a browser takes those that somebody's name or goods want. Run by hand (`npm run font`); its result is
// committed.
// Pretendard: https://github.com/orioncactus/pretendard (SIL Open Font License 1.1)
import { copyFile, glob, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import cut from "subset-font";

const source = new URL("../node_modules/pretendard/dist/", import.meta.url);
const target = new URL("../app/fonts/", import.meta.url);
const root = fileURLToPath(new URL("..", import.meta.url));
/** More parts weigh less each; fewer parts mean fewer requests for a list of names. */
const partsOfRest = 15;

const original = await readFile(new URL("public/variable/PretendardVariable.ttf", source));
const said = await interfaceSyllables();
await writeFile(new URL("interface.txt", target), `${said}\n`);
await writeCut("interface.woff2", latin() + symbols() + said);
await writeRest([...jamo(), ...[...syllables()].filter((one) => !said.includes(one)).sort()]);
await copyFile(new URL("LICENSE.txt", source), new URL("LICENSE.txt", target));

/** The parts, and the style sheet that names what each has. */
async function writeRest(characters: readonly string[]): Promise<void> {
  for await (const old of glob("rest-*.woff2", { cwd: target })) await rm(new URL(old, target));
  const faces: string[] = [];
  const size = Math.ceil(characters.length / partsOfRest);
  for (let part = 0; part < partsOfRest; part += 1) {
    const own = characters.slice(part * size, (part + 1) * size);
    const name = `rest-${String(part + 1).padStart(2, "0")}.woff2`;
    await writeCut(name, own.join(""));
    faces.push(
      "@font-face {",
      '  font-family: "Pretendard Rest";',
      `  src: url("./${name}") format("woff2");`,
      "  font-weight: 400 700;",
      "  font-display: swap;",
      `  unicode-range: ${rangesOf(own)};`,
      "}",
      "",
    );
  }
  await writeFile(
    new URL("rest.css", target),
    ["/* Written by scripts/cut-font.ts. */", ...faces].join("\n"),
  );
}

/** A range may contain syllables of the interface file, which browsers prefer. Jamo have a range of their own. */
function rangesOf(characters: readonly string[]): string {
  return [characters.filter((one) => jamo().includes(one)), characters.filter((one) => !jamo().includes(one))]
    .filter((one) => one.length > 0)
    .map((one) => `U+${codeOf(one.at(0))}-${codeOf(one.at(-1))}`)
    .join(", ");
}

function codeOf(character: string | undefined): string {
  return (character?.codePointAt(0) ?? 0).toString(16).toUpperCase();
}

async function writeCut(name: string, characters: string): Promise<void> {
  const woff2 = await cut(original, characters, {
    targetFormat: "woff2",
    noHinting: true,
    // tnum makes columns of figures line up; the other three are needed to shape text at all.
    keepFeatures: ["tnum", "ccmp", "locl", "kern"],
    variationAxes: { wght: { min: 400, max: 700 } },
  });
  const file = new URL(name, target);
  await writeFile(file, woff2);
  process.stdout.write(
    `${fileURLToPath(file)}: ${[...characters].length} characters, ${(woff2.length / 1024).toFixed(0)} KB\n`,
  );
}

/** Every syllable that the code and the messages hold, in order. */
async function interfaceSyllables(): Promise<string> {
  const found = new Set<string>();
  for await (const name of glob(["messages/*.json", "{app,components,lib}/**/*.{ts,tsx}"], { cwd: root })) {
    if (name.includes(".test.")) continue;
    for (const [one] of (await readFile(`${root}${name}`, "utf8")).matchAll(/\p{Script=Hangul}/gu))
      found.add(one);
  }
  return [...found]
    .filter((one) => syllables().includes(one))
    .sort()
    .join("");
}

function latin(): string {
  return span(0x20, 0x7e) + span(0xa0, 0xff);
}

function symbols(): string {
  return "₩€£¥฿₫–—‘’“”…·•‧※○●✓×−±≈≤≥→←↑↓↗「」『』〈〉《》、。～　①②③④⑤⑥⑦⑧⑨⑩㈜℃№™";
}

function jamo(): string {
  return span(0x3131, 0x3163);
}

/** The Hangul rows of KS X 1001 are the EUC-KR lead bytes B0 to C8, 94 syllables each. */
function syllables(): string {
  const decoder = new TextDecoder("euc-kr", { fatal: true });
  let text = "";
  for (let row = 0xb0; row <= 0xc8; row += 1) {
    for (let cell = 0xa1; cell <= 0xfe; cell += 1) text += decoder.decode(Uint8Array.of(row, cell));
  }
  return text;
}

function span(from: number, to: number): string {
  return Array.from({ length: to - from + 1 }, (_, index) => String.fromCodePoint(from + index)).join("");
}
