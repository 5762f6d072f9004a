import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { seoulTime } from "./format-seoul-time";
import { Time } from "./time";

const inKorean = (isExact: boolean, at: string) =>
  renderToStaticMarkup(
    <NextIntlClientProvider locale="ko" timeZone="Asia/Seoul">
      <Time at={at} isExact={isExact} />
    </NextIntlClientProvider>,
  );
const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000).toISOString();

test("a time that people compare is shown itself, with its age on hover", () => {
  const at = ago(5);
  const html = inKorean(true, at);
  expect(html).toContain(`>${seoulTime(at, "minute", "ko")}<`);
  expect(html).toContain(`title="5분 전 · ${seoulTime(at, "second", "ko")} KST"`);
});

test("a time that people skim is shown as its age, with the time on hover", () => {
  const at = ago(5);
  const html = inKorean(false, at);
  expect(html).toContain(">5분 전<");
  expect(html).toContain(`title="${seoulTime(at, "second", "ko")} KST"`);
});

test("a time of another day has no age", () => {
  const at = ago(2 * 24 * 60);
  for (const isExact of [true, false]) {
    const html = inKorean(isExact, at);
    expect(html).toContain(`>${seoulTime(at, "minute", "ko")}<`);
    expect(html).toContain(`title="${seoulTime(at, "second", "ko")} KST"`);
  }
});
