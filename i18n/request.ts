// Which language a request is answered in: the cookie `locale`, Korean without one. Times are Seoul's.
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
