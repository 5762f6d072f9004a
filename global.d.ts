// Makes the message keys and the locales part of the types: a key without words does not compile.
import type ko from "./messages/ko.json";

declare module "next-intl" {
  interface AppConfig {
    Locale: "ko" | "en";
    Messages: typeof ko;
  }
}
