import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { CspNonce } from "@/components/shell/csp-nonce";
import { densityOfBrowser, themeOfBrowser } from "./appearance";
import { pretendard } from "./fonts/pretendard";
import "./globals.css";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("common");
  return { title: { default: t("deskName"), template: `%s · ${t("deskName")}` }, robots: { index: false } };
}

export const viewport: Viewport = { width: "device-width", initialScale: 1, colorScheme: "light dark" };

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html
      lang={await getLocale()}
      data-theme={await themeOfBrowser()}
      data-density={await densityOfBrowser()}
      className={pretendard}
    >
      <head>
        <CspNonce nonce={nonce} />
      </head>
      <body>{children}</body>
    </html>
  );
}
