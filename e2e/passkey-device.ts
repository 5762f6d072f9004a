import type { Page } from "@playwright/test";

/** A device of the browser that makes and uses passkeys without a person. */
export type PasskeyDevice = {
  /** Whether the person passes the lock of the device. */
  setVerified: (isVerified: boolean) => Promise<void>;
};

/** Adds a device to the page. Pages of one browser do not share it. */
export async function addPasskeyDevice(page: Page): Promise<PasskeyDevice> {
  const browser = await page.context().newCDPSession(page);
  await browser.send("WebAuthn.enable");
  const { authenticatorId } = await browser.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setVerified: (isUserVerified) =>
      browser.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }).then(() => undefined),
  };
}
