// The language of a request: the cookie `locale`, otherwise Korean. Times are in Asia/Seoul.
import { cookies } from "next/headers";
import { hasLocale } from "next-intl";
import { getRequestConfig } from "next-intl/server";

export const locales = ["ko", "en"] as const;

export default getRequestConfig(async () => {
  const wanted = (await cookies()).get("locale")?.value;
  const locale = hasLocale(locales, wanted) ? wanted : "ko";
  const messages = await (locale === "ko" ? import("../messages/ko.json") : import("../messages/en.json"));
  return { locale, messages: messages.default, timeZone: "Asia/Seoul" };
});
